namespace Hermit.Tasks.Elf;

/// <summary><c>e_machine</c>: the machines that images are made for, and the null value.</summary>
public enum ElfMachine : ushort
{
#pragma warning disable CS1591 // The names are the specification's own.
    EM_NONE = 0,
    EM_X86_64 = 62,
    EM_AARCH64 = 183,
    EM_RISCV = 243,
}

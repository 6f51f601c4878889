using System.Buffers.Binary;
using Hermit.Tasks.Elf;
using static Hermit.Tasks.Linking.X64.X64RelocationType;

namespace Hermit.Tasks.Linking.X64;

/// <summary>
/// Instruction rewriting for a static image (x86-64 psABI appendix B "Linker Optimization"; "ELF Handling For
/// Thread-Local Storage" chapter 5 for the TLS sequences).
/// </summary>
internal static class X64Relaxation
{
    private const byte MovLoad = 0x8b;
    private const byte Lea = 0x8d;
    private const byte Group5 = 0xff;
    private const byte CallIndirect = 0x15;
    private const byte JumpIndirect = 0x25;
    private const byte AddressSizePrefix = 0x67;
    private const byte CallRelative = 0xe8;
    private const byte JumpRelative = 0xe9;
    private const byte Nop = 0x90;

    /// <summary><c>data16 lea x@tlsgd(%rip), %rdi</c> up to its displacement.</summary>
    private static ReadOnlySpan<byte> GeneralDynamicLea => [0x66, 0x48, 0x8d, 0x3d];

    /// <summary><c>data16 data16 rex.w call __tls_get_addr</c> up to its displacement.</summary>
    private static ReadOnlySpan<byte> GeneralDynamicCall => [0x66, 0x66, 0x48, 0xe8];

    /// <summary><c>mov %fs:0, %rax; lea x@tpoff(%rax), %rax</c>, sixteen bytes like the sequence that it replaces.</summary>
    private static ReadOnlySpan<byte> LocalExec => [0x64, 0x48, 0x8b, 0x04, 0x25, 0, 0, 0, 0, 0x48, 0x8d, 0x80, 0, 0, 0, 0];

    /// <summary>True when the instruction has a form without a memory operand in the global offset table.</summary>
    public static bool CanRelaxGot(ReadOnlySpan<byte> section, in ElfRelocation relocation)
    {
        if (relocation.Offset < 2 || relocation.Offset + 4 > (ulong)section.Length || relocation.Addend != -4)
            return false;
        byte opcode = section[(int)relocation.Offset - 2];
        byte modRm = section[(int)relocation.Offset - 1];
        return opcode == MovLoad || (opcode == Group5 && modRm is CallIndirect or JumpIndirect);
    }

    /// <summary>Turns a load from the table into a <c>lea</c>, an indirect call or jump into a direct one.</summary>
    public static RelocationStatus RelaxGot(Span<byte> section, in ElfRelocation relocation, in RelocationValues values)
    {
        if (!CanRelaxGot(section, relocation))
            return RelocationStatus.UnknownSequence;
        int offset = (int)relocation.Offset;
        long displacement = (long)(values.Symbol + (ulong)relocation.Addend - values.Place);
        if (section[offset - 2] == MovLoad)
        {
            section[offset - 2] = Lea;
            return X64Architecture.WriteSigned32(section.Slice(offset, 4), displacement);
        }
        if (section[offset - 1] == CallIndirect)
        {
            section[offset - 2] = AddressSizePrefix;
            section[offset - 1] = CallRelative;
            return X64Architecture.WriteSigned32(section.Slice(offset, 4), displacement);
        }
        // The direct jump is one byte shorter, so its displacement starts one byte earlier.
        section[offset - 2] = JumpRelative;
        section[offset + 3] = Nop;
        return X64Architecture.WriteSigned32(section.Slice(offset - 1, 4), displacement + 1);
    }

    /// <summary>General dynamic to local exec.</summary>
    public static RelocationStatus RelaxGeneralDynamic(Span<byte> section, in ElfRelocation relocation, in RelocationValues values)
    {
        int start = (int)relocation.Offset - 4;
        if (start < 0 || section.Length - start < LocalExec.Length)
            return RelocationStatus.OutsideSection;
        Span<byte> sequence = section.Slice(start, LocalExec.Length);
        if (!sequence.StartsWith(GeneralDynamicLea) || !sequence[8..].StartsWith(GeneralDynamicCall))
            return RelocationStatus.UnknownSequence;
        LocalExec.CopyTo(sequence);
        // The original field is relative to the end of its instruction: its addend of -4 does not belong to the symbol.
        long offset = (long)(values.Symbol + (ulong)relocation.Addend + 4 - values.ThreadPointer);
        return X64Architecture.WriteSigned32(sequence[12..], offset);
    }

    /// <summary>Initial exec to local exec: a load from the table becomes an immediate.</summary>
    public static RelocationStatus RelaxInitialExec(Span<byte> section, in ElfRelocation relocation, in RelocationValues values)
    {
        int offset = (int)relocation.Offset;
        if (offset < 3)
            return RelocationStatus.OutsideSection;
        ref byte rex = ref section[offset - 3];
        byte opcode = section[offset - 2];
        int register = (section[offset - 1] >> 3) & 7;
        if ((rex & 0xfb) != 0x48 || opcode is not (MovLoad or 0x03))
            return RelocationStatus.UnknownSequence;
        // The register moves from ModRM.reg (REX.R) to ModRM.rm (REX.B).
        rex = (byte)(rex == 0x4c ? 0x49 : 0x48);
        section[offset - 2] = opcode == MovLoad ? (byte)0xc7 : (byte)0x81;
        section[offset - 1] = (byte)(0xc0 | register);
        long value = (long)(values.Symbol + (ulong)relocation.Addend + 4 - values.ThreadPointer);
        return X64Architecture.WriteSigned32(section.Slice(offset, 4), value);
    }
}

namespace Hermit.Unwinding;

/// <summary>DWARF numbers of the registers (System V ABI, AMD64 supplement, figure 3.36) that an unwinder keeps track of.</summary>
public static class DwarfRegisters
{
    /// <summary>RBX, callee-saved.</summary>
    public const int Rbx = 3;

    /// <summary>RBP, callee-saved.</summary>
    public const int Rbp = 6;

    /// <summary>The stack pointer.</summary>
    public const int Rsp = 7;

    /// <summary>R12, the first of four callee-saved registers in a row.</summary>
    public const int R12 = 12;

    /// <summary>R13, callee-saved.</summary>
    public const int R13 = 13;

    /// <summary>R14, callee-saved.</summary>
    public const int R14 = 14;

    /// <summary>R15, callee-saved.</summary>
    public const int R15 = 15;

    /// <summary>The column that stands for the return address.</summary>
    public const int ReturnAddress = 16;

    /// <summary>The number of columns that have a rule: general registers and the return address. Rules of others are skipped.</summary>
    public const int Count = 17;

    /// <summary>The column of a register, which is its number; -1 for one that has none.</summary>
    public static int Column(ulong register) => register < Count ? (int)register : -1;
}

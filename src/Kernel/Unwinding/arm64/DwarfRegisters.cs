namespace Hermit.Unwinding;

/// <summary>
/// DWARF numbers of the registers (DWARF for the Arm 64-bit Architecture, 4.1) that an unwinder keeps track of, and their places in
/// <see cref="UnwindRegisters"/>, which are the columns of a table of rules.
/// </summary>
public static class DwarfRegisters
{
    /// <summary>X19, the first of the callee-saved registers.</summary>
    public const int X19 = 19;

    /// <summary>X29, the frame pointer.</summary>
    public const int Fp = 29;

    /// <summary>X30, the link register: where a function returns to. The column of return addresses.</summary>
    public const int Lr = 30;

    /// <summary>The stack pointer.</summary>
    public const int Sp = 31;

    /// <summary>The instruction pointer: the column of return addresses of a frame that was interrupted, whose link register is its own.</summary>
    public const int Pc = 32;

    /// <summary>V8, the first of eight callee-saved vector registers, of which the low halves survive.</summary>
    public const int V8 = 72;

    private const int LastV = 79;

    /// <summary>The number of columns.</summary>
    public const int Count = 24;

    internal const int FpColumn = 0;
    internal const int LrColumn = 1;
    internal const int X19Column = 4;
    internal const int SpColumn = 14;
    internal const int PcColumn = 15;
    internal const int D8Column = 16;

    /// <summary>The column of a register; -1 for one that is not kept track of, whose rules are skipped.</summary>
    public static int Column(ulong register) => register switch
    {
        Fp => FpColumn,
        Lr => LrColumn,
        Sp => SpColumn,
        Pc => PcColumn,
        >= X19 and < Fp => (int)register - X19 + X19Column,
        >= V8 and <= LastV => (int)register - V8 + D8Column,
        _ => -1,
    };
}

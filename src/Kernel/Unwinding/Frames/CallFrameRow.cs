namespace Hermit.Unwinding;

/// <summary>One row of the table that call frame instructions describe: the rules that hold for a range of instructions.</summary>
public struct CallFrameRow
{
    /// <summary>The first instruction that the row holds for.</summary>
    public ulong Start;

    /// <summary>The address behind the last instruction that the row holds for.</summary>
    public ulong End;

    /// <summary>The register that the canonical frame address counts from.</summary>
    public int FrameRegister;

    /// <summary>Bytes from that register to the canonical frame address.</summary>
    public int FrameOffset;

    /// <summary>The rule of each register.</summary>
    public RegisterRules Registers;
}

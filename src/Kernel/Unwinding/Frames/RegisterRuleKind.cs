namespace Hermit.Unwinding;

/// <summary>How the caller's value of a register is found (DWARF 4, section 6.4.1).</summary>
public enum RegisterRuleKind : byte
{
    /// <summary>Nothing was said: the callee left the register alone.</summary>
    Unspecified,

    /// <summary>The value is lost. For the return address: this is the outermost frame.</summary>
    Undefined,

    /// <summary>The register still has the caller's value.</summary>
    SameValue,

    /// <summary>The value is in memory, at the canonical frame address plus an offset.</summary>
    Offset,

    /// <summary>The value is the canonical frame address plus an offset.</summary>
    ValueOffset,

    /// <summary>The value is in another register.</summary>
    Register,
}

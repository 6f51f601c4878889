namespace Hermit.Unwinding;

/// <summary>How the caller's value of one register is found.</summary>
public struct RegisterRule
{
    /// <summary>The kind of rule.</summary>
    public RegisterRuleKind Kind;

    /// <summary>
    /// For <see cref="RegisterRuleKind.Offset"/> and <see cref="RegisterRuleKind.ValueOffset"/>: bytes from the canonical frame
    /// address; for <see cref="RegisterRuleKind.Register"/>: the register's DWARF number.
    /// </summary>
    public int Operand;

    /// <summary>Makes a rule.</summary>
    public RegisterRule(RegisterRuleKind kind, int operand)
    {
        Kind = kind;
        Operand = operand;
    }
}

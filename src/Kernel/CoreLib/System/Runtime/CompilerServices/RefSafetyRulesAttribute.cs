namespace System.Runtime.CompilerServices;

/// <summary>Known to the compiler.</summary>
[AttributeUsage(AttributeTargets.Module)]
public sealed class RefSafetyRulesAttribute : Attribute
{
    /// <summary>Known to the compiler.</summary>
    public RefSafetyRulesAttribute(int version)
    {
    }
}

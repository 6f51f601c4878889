namespace System.Runtime.CompilerServices;

/// <summary>Known to the compiler.</summary>
[AttributeUsage(AttributeTargets.Module)]
public sealed class NullablePublicOnlyAttribute : Attribute
{
    /// <summary>Known to the compiler.</summary>
    public NullablePublicOnlyAttribute(bool includesInternals)
    {
    }
}

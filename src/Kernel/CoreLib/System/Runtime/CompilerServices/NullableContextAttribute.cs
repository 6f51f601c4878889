namespace System.Runtime.CompilerServices;

/// <summary>Known to the compiler.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class NullableContextAttribute : Attribute
{
    /// <summary>Known to the compiler.</summary>
    public NullableContextAttribute(byte flag)
    {
    }
}

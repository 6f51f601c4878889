namespace System.Runtime.CompilerServices;

/// <summary>Known to the compiler.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class NullableAttribute : Attribute
{
    /// <summary>Known to the compiler.</summary>
    public NullableAttribute(byte flag)
    {
    }

    /// <summary>Known to the compiler.</summary>
    public NullableAttribute(byte[] flags)
    {
    }
}

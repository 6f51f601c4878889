namespace System.Runtime.CompilerServices;

/// <summary>Known to the compiler.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class FixedBufferAttribute : Attribute
{
    /// <summary>Known to the compiler.</summary>
    public FixedBufferAttribute(Type elementType, int length)
    {
    }
}

namespace System.Runtime.CompilerServices;

/// <summary>The structure is its only field, repeated.</summary>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class InlineArrayAttribute : Attribute
{
    /// <summary>The structure is its only field, repeated.</summary>
    public InlineArrayAttribute(int length)
    {
    }
}

namespace System.Runtime.CompilerServices;

/// <summary>Known to the compiler.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class TupleElementNamesAttribute : Attribute
{
    /// <summary>Known to the compiler.</summary>
    public TupleElementNamesAttribute(string?[] names)
    {
    }
}

namespace System.Diagnostics.CodeAnalysis;

/// <summary>Perhaps null when the method returns the given value.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class MaybeNullWhenAttribute : Attribute
{
    /// <summary>Perhaps null when the method returns the given value.</summary>
    public MaybeNullWhenAttribute(bool value)
    {
    }
}

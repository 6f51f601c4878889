namespace System.Diagnostics.CodeAnalysis;

/// <summary>Not null when the method returns the given value.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class NotNullWhenAttribute : Attribute
{
    /// <summary>Not null when the method returns the given value.</summary>
    public NotNullWhenAttribute(bool value)
    {
    }
}

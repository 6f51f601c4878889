namespace System.Diagnostics.CodeAnalysis;

/// <summary>Does not return when the parameter has the given value.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class DoesNotReturnIfAttribute : Attribute
{
    /// <summary>Does not return when the parameter has the given value.</summary>
    public DoesNotReturnIfAttribute(bool value)
    {
    }
}

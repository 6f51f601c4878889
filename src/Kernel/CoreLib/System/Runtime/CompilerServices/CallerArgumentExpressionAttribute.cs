namespace System.Runtime.CompilerServices;

/// <summary>The parameter receives the text of an argument.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class CallerArgumentExpressionAttribute : Attribute
{
    /// <summary>The parameter receives the text of an argument.</summary>
    public CallerArgumentExpressionAttribute(string parameterName)
    {
    }
}

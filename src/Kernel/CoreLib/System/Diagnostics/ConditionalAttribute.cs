namespace System.Diagnostics;

/// <summary>Calls are compiled only when the symbol is defined.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public sealed class ConditionalAttribute : Attribute
{
    /// <summary>Calls are compiled only when the symbol is defined.</summary>
    public ConditionalAttribute(string conditionString)
    {
    }
}

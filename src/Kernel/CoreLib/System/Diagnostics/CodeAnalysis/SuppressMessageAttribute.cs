namespace System.Diagnostics.CodeAnalysis;

/// <summary>Silences an analyzer.</summary>
[AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
public sealed class SuppressMessageAttribute : Attribute
{
    /// <summary>Silences a rule.</summary>
    public SuppressMessageAttribute(string category, string checkId)
    {
    }

    /// <summary>Why it is silenced.</summary>
    public string? Justification { get; set; }
}

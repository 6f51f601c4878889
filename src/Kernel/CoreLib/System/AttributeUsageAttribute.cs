namespace System;

/// <summary>Says where an attribute may stand.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AttributeUsageAttribute : Attribute
{
    /// <summary>Allows the attribute on <paramref name="validOn"/>.</summary>
    public AttributeUsageAttribute(AttributeTargets validOn)
    {
    }

    /// <summary>Whether it may stand more than once.</summary>
    public bool AllowMultiple { get; set; }

    /// <summary>Whether it is inherited.</summary>
    public bool Inherited { get; set; }
}

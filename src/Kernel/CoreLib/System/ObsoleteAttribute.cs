namespace System;

/// <summary>Not to be used any more.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class ObsoleteAttribute : Attribute
{
    /// <summary>Says what to use instead.</summary>
    public ObsoleteAttribute(string message)
    {
    }

    /// <summary>Says what to use instead, and whether a use is an error.</summary>
    public ObsoleteAttribute(string message, bool error)
    {
    }
}

using System;

namespace Hermit.Abi;

/// <summary>How many elements a span has, where C has no length right behind the pointer: always the same number, or that of another parameter.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class LengthAttribute : Attribute
{
    /// <summary>A number.</summary>
    public LengthAttribute(int count)
    {
    }

    /// <summary>The value of another parameter, before the call if that is a reference.</summary>
    public LengthAttribute(string parameter)
    {
    }
}

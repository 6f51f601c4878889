using System;

namespace Hermit.Abi;

/// <summary>The result <see langword="true"/> stands for the pointer that a parameter was made from, <see langword="false"/> for null.</summary>
[AttributeUsage(AttributeTargets.ReturnValue)]
public sealed class ReturnsArgumentAttribute : Attribute
{
    /// <summary>Names the parameter.</summary>
    public ReturnsArgumentAttribute(string parameter)
    {
    }
}

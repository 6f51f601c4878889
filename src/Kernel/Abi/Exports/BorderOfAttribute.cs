using System;

namespace Hermit.Abi;

/// <summary>The assembly holds the border of a library: one function for each of its <see cref="ExportAttribute"/> methods.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class BorderOfAttribute : Attribute
{
    /// <summary>Names the library's assembly.</summary>
    public BorderOfAttribute(string library)
    {
    }
}

using System;

namespace Hermit.Abi;

/// <summary>
/// The method is what compiled code calls by this name. It takes spans and references; the pointers, lengths and null checks of the C signature are
/// written by the generator of the border (docs/platform.md, "The border").
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ExportAttribute : Attribute
{
    /// <summary>Names the function.</summary>
    public ExportAttribute(string name)
    {
    }

    /// <summary>What the function returns for arguments that make no sense; if not given, -1, 0 or null with an error number, by its type.</summary>
    public int Fault { get; set; }
}

using System.Runtime.CompilerServices;

namespace Hermit.Guest.Exceptions;

/// <summary>More than a page in line.</summary>
[InlineArray(5000)]
public struct Padding
{
    private byte _first;
}

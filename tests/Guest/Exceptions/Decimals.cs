using System.Runtime.CompilerServices;

namespace Hermit.Guest.Exceptions;

/// <summary>320 bytes in line.</summary>
[InlineArray(20)]
public struct Decimals
{
    private decimal _first;
}

using System.Runtime.CompilerServices;

namespace Hermit.Net;

/// <summary>The addresses of an interface.</summary>
[InlineArray(Capacity)]
public struct AddressTable
{
    /// <summary>How many addresses an interface has at most: what advertisements can make of it is bounded by that.</summary>
    public const int Capacity = 16;

    private InterfaceAddress _first;
}

using System.Runtime.CompilerServices;

namespace Hermit.Net;

/// <summary>The interfaces, by number less one.</summary>
[InlineArray(Capacity)]
internal struct InterfaceTable
{
    /// <summary>How many interfaces there are at most, the loopback included.</summary>
    public const int Capacity = 8;

    private NetworkInterface _first;
}

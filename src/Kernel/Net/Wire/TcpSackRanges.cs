using System.Runtime.CompilerServices;

namespace Hermit.Net;

/// <summary>As many blocks of a selective acknowledgement as a header has room for.</summary>
[InlineArray(Capacity)]
internal struct TcpSackRanges
{
    /// <summary>How many fit into 40 bytes of options.</summary>
    public const int Capacity = 4;

    private TcpSackRange _range;
}

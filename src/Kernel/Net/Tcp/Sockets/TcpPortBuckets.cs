using System.Runtime.CompilerServices;

using Hermit.Memory;

namespace Hermit.Net;

/// <summary>The bindings by port.</summary>
[InlineArray(Count)]
internal struct TcpPortBuckets
{
    /// <summary>How many buckets there are.</summary>
    public const int Count = 64;

    private Handle<TcpPortBinding> _first;
}

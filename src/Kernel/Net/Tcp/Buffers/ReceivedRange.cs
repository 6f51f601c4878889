using Hermit.Memory;

namespace Hermit.Net;

/// <summary>Consecutive bytes that arrived before what precedes them.</summary>
internal struct ReceivedRange : IRecord<ReceivedRange>
{
    /// <summary>The sequence number of the first byte.</summary>
    public TcpSequence Start;

    /// <summary>The sequence number after the last byte.</summary>
    public TcpSequence End;

    /// <summary>The bytes.</summary>
    public ByteChain Data;

    /// <summary>Tells which range grew last: the larger, the later.</summary>
    public uint Stamp;

    /// <summary>The range after this one.</summary>
    public Handle<ReceivedRange> Next { readonly get; set; }
}

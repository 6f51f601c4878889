namespace Hermit.Net;

/// <summary>What the two ends have agreed upon with their SYN segments.</summary>
internal struct NegotiatedOptions
{
    /// <summary>The largest payload we may send, in bytes, the timestamps already taken off.</summary>
    public ushort SegmentSize;

    /// <summary>What the peer said it accepts, in bytes.</summary>
    public ushort PeerSegment;

    /// <summary>The largest payload that has come so far, in bytes, and no more than we offered.</summary>
    public ushort ReceivedSegment;

    /// <summary>The largest segment we offered to accept, in bytes.</summary>
    public ushort OfferedSegment;

    /// <summary>By how many bits the peer's windows are shifted.</summary>
    public byte SendScale;

    /// <summary>By how many bits our windows are shifted.</summary>
    public byte ReceiveScale;

    /// <summary>Whether segments have timestamps (RFC 7323, 3).</summary>
    public bool Timestamps;

    /// <summary>Whether windows are scaled (RFC 7323, 2).</summary>
    public bool WindowScaling;

    /// <summary>Whether acknowledgements are selective (RFC 2018).</summary>
    public bool Sack;

    /// <summary>Whether congestion is marked (RFC 3168).</summary>
    public bool Ecn;

    /// <summary>TS.Recent: the peer's clock as it is echoed.</summary>
    public uint RecentTimestamp;

    /// <summary>When that was noted.</summary>
    public Instant RecentAt;

    /// <summary>What is added to our clock, so that it tells nothing.</summary>
    public uint TimestampOffset;

    /// <summary>Our clock, as this peer sees it.</summary>
    public readonly uint Clock(Instant now) => TcpClock.At(now, TimestampOffset);
}

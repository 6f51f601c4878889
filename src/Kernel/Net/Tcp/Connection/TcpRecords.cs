namespace Hermit.Net;

/// <summary>The records of all connections, and what they count together.</summary>
internal struct TcpRecords
{
    /// <summary>What was sent and is not acknowledged.</summary>
    public RecordPool<SentRange> Sent;

    /// <summary>What arrived out of order.</summary>
    public RecordPool<ReceivedRange> Received;

    /// <summary>What was counted.</summary>
    public TcpCounters Counters;
}

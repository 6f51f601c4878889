using Hermit.Memory;

namespace Hermit.Net;

/// <summary>Consecutive sequence numbers that were sent at one time and have one fate so far.</summary>
internal struct SentRange : IRecord<SentRange>
{
    /// <summary>The first sequence number.</summary>
    public TcpSequence Start;

    /// <summary>The sequence number after the last one.</summary>
    public TcpSequence End;

    /// <summary>When they were sent last.</summary>
    public Instant SentAt;

    /// <summary>What is known of them.</summary>
    public SentFlags Flags;

    /// <summary>The range after this one.</summary>
    public Handle<SentRange> Next { readonly get; set; }

    /// <summary>How many there are.</summary>
    public readonly uint Length => (uint)(End - Start);
}

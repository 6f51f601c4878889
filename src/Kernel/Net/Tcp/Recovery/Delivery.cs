namespace Hermit.Net;

/// <summary>What one acknowledgement says was delivered.</summary>
internal struct Delivery
{
    /// <summary>Bytes that are newly known to have arrived, in order or not.</summary>
    public uint Bytes;

    /// <summary>Bytes that a selective acknowledgement newly covers.</summary>
    public uint SelectiveBytes;

    /// <summary>When the last-sent of them was sent; not set if there are none.</summary>
    public Instant SentAt;

    /// <summary>The end of the range that was sent last.</summary>
    public TcpSequence End;

    /// <summary>Whether that had been sent more than once.</summary>
    public bool Repeated;

    /// <summary>Whether anything was delivered that gives a round trip: sent once only.</summary>
    public bool HasSample;

    /// <summary>When the last of what gives a round trip was sent.</summary>
    public Instant SampleSentAt;

    /// <summary>Whether something arrived after what was sent later: reordering, not loss (RFC 8985, 6.2 step 3).</summary>
    public bool Reordered;

    /// <summary>Takes in bytes of a range that are newly delivered.</summary>
    public void Add(in SentRange range, uint bytes, TcpSequence end)
    {
        Bytes += bytes;
        bool repeated = (range.Flags & SentFlags.Repeated) != 0;
        if (!repeated)
        {
            HasSample = true;
            SampleSentAt = Instant.Max(SampleSentAt, range.SentAt);
        }

        if (range.SentAt > SentAt || (range.SentAt.Equals(SentAt) && end > End))
        {
            SentAt = range.SentAt;
            End = end;
            Repeated = repeated;
        }
    }
}

namespace Hermit.Net;

/// <summary>What a connection waits for, and until when.</summary>
internal struct TcpTimers
{
    /// <summary>When the timer of the sending side expires.</summary>
    public Instant Retransmission;

    /// <summary>When an acknowledgement must go.</summary>
    public Instant DelayedAcknowledgement;

    /// <summary>When the peer is asked whether it is there.</summary>
    public Instant KeepAlive;

    /// <summary>When a connection that nobody owns any more is given up.</summary>
    public Instant Lifetime;

    /// <summary>Since when nothing has been acknowledged that was sent again; never while all is well.</summary>
    public Instant StalledSince;

    /// <summary>When something came from the peer last.</summary>
    public Instant LastReceived;

    /// <summary>When something with sequence numbers was sent last.</summary>
    public Instant LastSent;

    /// <summary>What <see cref="Retransmission"/> is for.</summary>
    public RetransmissionTimer Kind;

    /// <summary>How often in a row the sending side's timer expired.</summary>
    public byte Attempts;

    /// <summary>How many questions were not answered.</summary>
    public byte KeepAliveProbes;

    /// <summary>The first of all deadlines.</summary>
    public readonly Instant Next =>
        Instant.Min(Instant.Min(Retransmission, DelayedAcknowledgement), Instant.Min(KeepAlive, Lifetime));

    /// <summary>Stops everything.</summary>
    public void StopAll()
    {
        StopRetransmission();
        DelayedAcknowledgement = Instant.Never;
        KeepAlive = Instant.Never;
        Lifetime = Instant.Never;
        StalledSince = Instant.Never;
    }

    /// <summary>Starts the timer of the sending side.</summary>
    public void StartRetransmission(RetransmissionTimer kind, Instant deadline)
    {
        Kind = kind;
        Retransmission = deadline;
    }

    /// <summary>Stops the timer of the sending side.</summary>
    public void StopRetransmission()
    {
        Kind = RetransmissionTimer.None;
        Retransmission = Instant.Never;
    }
}

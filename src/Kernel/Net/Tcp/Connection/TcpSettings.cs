namespace Hermit.Net;

/// <summary>What the owner of a socket has chosen: the options of <c>tcp(7)</c> and <c>socket(7)</c>.</summary>
public struct TcpSettings
{
    /// <summary>The largest receive buffer that tuning makes, in bytes.</summary>
    public const uint MaximumReceiveBuffer = 4 * 1024 * 1024;

    /// <summary>The largest send buffer that tuning makes, in bytes.</summary>
    public const uint MaximumSendBuffer = 4 * 1024 * 1024;

    /// <summary>The receive buffer that a connection starts with, in bytes.</summary>
    public const uint InitialReceiveBuffer = 128 * 1024;

    /// <summary>The send buffer that a connection starts with, in bytes.</summary>
    public const uint InitialSendBuffer = 64 * 1024;

    /// <summary>The smallest buffer that can be asked for, in bytes.</summary>
    public const uint MinimumBuffer = 2048;

    /// <summary>Send what is small at once (<c>TCP_NODELAY</c>).</summary>
    public bool NoDelay;

    /// <summary>Ask a silent peer whether it is there (<c>SO_KEEPALIVE</c>).</summary>
    public bool KeepAlive;

    /// <summary>Offer to have congestion marked instead of packets dropped.</summary>
    public bool Ecn;

    /// <summary>After how many questions without an answer it is not (<c>TCP_KEEPCNT</c>).</summary>
    public byte KeepAliveProbes;

    /// <summary>How the congestion window grows.</summary>
    public CongestionAlgorithm Congestion;

    /// <summary>After which silence it is asked (<c>TCP_KEEPIDLE</c>).</summary>
    public Duration KeepAliveIdle;

    /// <summary>How long an answer is waited for (<c>TCP_KEEPINTVL</c>).</summary>
    public Duration KeepAliveInterval;

    /// <summary>How long data may stay unacknowledged (<c>TCP_USER_TIMEOUT</c>, RFC 5482); zero for the default.</summary>
    public Duration UserTimeout;

    /// <summary>Whether closing waits or discards (<c>SO_LINGER</c>).</summary>
    public bool Linger;

    /// <summary>How long it waits; with zero what is not sent is discarded and the peer gets a reset.</summary>
    public Duration LingerTime;

    /// <summary>The size of the receive buffer in bytes (<c>SO_RCVBUF</c>); 0 to have it tuned.</summary>
    public uint ReceiveBuffer;

    /// <summary>The size of the send buffer in bytes (<c>SO_SNDBUF</c>); 0 to have it tuned.</summary>
    public uint SendBuffer;

    /// <summary>What a new socket has.</summary>
    public static TcpSettings Default => new()
    {
        KeepAliveProbes = 9,
        KeepAliveIdle = Duration.FromSeconds(7200),
        KeepAliveInterval = Duration.FromSeconds(75),
    };
}

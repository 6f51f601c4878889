using Hermit.Memory;

namespace Hermit.Net;

/// <summary>A socket that connections come to.</summary>
internal struct TcpListener
{
    /// <summary>Which segments are its own.</summary>
    public Handle<TcpPortBinding> Binding;

    /// <summary>What the connections start with.</summary>
    public TcpSettings Settings;

    /// <summary>The connections that wait to be accepted, the first one first.</summary>
    public Handle<TcpConnection> FirstToAccept;

    /// <summary>The last of them.</summary>
    public Handle<TcpConnection> LastToAccept;

    /// <summary>The next listener whose readiness has changed.</summary>
    public Handle<TcpListener> NextChanged;

    /// <summary>What its owner calls it.</summary>
    public ulong Owner;

    /// <summary>When it last had to answer with cookies.</summary>
    public Instant FloodedAt;

    /// <summary>How many connections may wait.</summary>
    public int Backlog;

    /// <summary>How many do.</summary>
    public int Waiting;

    /// <summary>How many SYN records are its own.</summary>
    public int SynCount;

    /// <summary>Whether it ever had to answer with cookies.</summary>
    public bool Flooded;

    /// <summary>Whether it is in the list of those whose readiness has changed.</summary>
    public bool ChangeQueued;
}

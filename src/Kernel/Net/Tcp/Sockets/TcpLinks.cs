using Hermit.Memory;

namespace Hermit.Net;

/// <summary>Where a connection stands in the tables, lists and queues.</summary>
internal struct TcpLinks
{
    /// <summary>In the timer wheel.</summary>
    public TimerLink Timer;

    /// <summary>The next one in the bucket of the flow table.</summary>
    public ConnectionReference NextInBucket;

    /// <summary>Among those whose owners have something to learn.</summary>
    public ListLink Change;

    /// <summary>Among those that have something to send.</summary>
    public ListLink Output;

    /// <summary>The next one that waits to be accepted.</summary>
    public ConnectionReference NextToAccept;

    /// <summary>The listener that it came to, while it waits to be accepted.</summary>
    public ListenerReference Listener;

    /// <summary>The port it is bound to, if its owner has bound it.</summary>
    public Handle<TcpPortBinding> Binding;

    /// <summary>What its owner calls it.</summary>
    public ulong Owner;

    /// <summary>The hash of its flow.</summary>
    public uint Hash;

    /// <summary>What it was ready for when that was looked at last.</summary>
    public Readiness Known;

    /// <summary>What it has become ready for since its owner was told last.</summary>
    public Readiness Events;

    /// <summary>Whether segments find it.</summary>
    public bool InTable;
}

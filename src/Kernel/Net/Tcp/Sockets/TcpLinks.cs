using Hermit.Memory;

namespace Hermit.Net;

/// <summary>Where a connection stands in the tables, lists and queues.</summary>
internal struct TcpLinks
{
    /// <summary>In the timer wheel.</summary>
    public TimerLink Timer;

    /// <summary>The next one in the bucket of the flow table.</summary>
    public ConnectionReference NextInBucket;

    /// <summary>The next one whose readiness has changed.</summary>
    public ConnectionReference NextChanged;

    /// <summary>The next one that has something to send, or waits for room below.</summary>
    public ConnectionReference NextToOutput;

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
    public TcpReadiness Known;

    /// <summary>What it has become ready for since its owner was told last.</summary>
    public TcpReadiness Events;

    /// <summary>Whether segments find it.</summary>
    public bool InTable;

    /// <summary>Whether it is in the list of those whose readiness has changed.</summary>
    public bool ChangeQueued;

    /// <summary>Whether it is in the list of those that have something to send.</summary>
    public bool OutputQueued;

    /// <summary>Whether it goes as soon as it is in no list any more.</summary>
    public bool Dead;
}

using Hermit.Abi;
using Hermit.Memory;
using Hermit.Net;
using Hermit.Scheduling;

namespace Hermit.Descriptors;

/// <summary>One end of a conversation inside the machine (<c>unix(7)</c>). What it is sent waits in a ring of its own.</summary>
internal struct LocalSocket
{
    /// <summary>How many bytes wait for a socket at most: what Linux gives sockets by default.</summary>
    public const int Capacity = 212992;

    /// <summary>What was sent and not yet read. Before each datagram stand its length and the name that it came from.</summary>
    public PagedByteRing Received;

    /// <summary>What it was bound to.</summary>
    public LocalName Name;

    /// <summary>What the other end was bound to.</summary>
    public LocalName PeerName;

    /// <summary>Woken when something has changed; null until a connection is accepted.</summary>
    public WaitQueue Owner;

    /// <summary>Of a stream, the other end; of a datagram socket, where it sends.</summary>
    public Handle<LocalSocket> Peer;

    /// <summary>Of a listener: the connections that nobody has accepted yet, from the oldest on.</summary>
    public Handle<LocalSocket> FirstPending, LastPending;

    /// <summary>Of a connection that nobody has accepted: the next one.</summary>
    public Handle<LocalSocket> NextPending;

    /// <summary>The next one with an abstract name.</summary>
    public Handle<LocalSocket> NextAbstract;

    /// <summary>The next one that waits for somebody else to take something.</summary>
    public Handle<LocalSocket> NextBlocked;

    /// <summary>Of a listener: how many connections may wait, and how many do.</summary>
    public int Backlog, PendingCount;

    /// <summary>What <see cref="SystemError"/> the next call that asks is told.</summary>
    public SystemError Error;

    /// <summary><see cref="SocketKind.Stream"/> or <see cref="SocketKind.Datagram"/>.</summary>
    public SocketKind Kind;

    /// <summary>Whether it listens, was ever connected, and is in the list of those that wait.</summary>
    public bool IsListening, IsConnected, IsBlocked;

    /// <summary>Whether it is told of changes of the network, and of nothing else.</summary>
    public bool HearsOfNetwork;

    /// <summary>Whether nothing more will be received, and sent.</summary>
    public bool ReadEnded, WriteEnded;

    /// <summary>How many more bytes it takes.</summary>
    public readonly int Room => Capacity - Received.Count;
}

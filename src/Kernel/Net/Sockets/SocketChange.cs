using Hermit.Memory;

namespace Hermit.Net;

/// <summary>That something happened to a socket, for whoever waits for it.</summary>
public struct SocketChange
{
    /// <summary>The socket.</summary>
    public Handle<Socket> Socket;

    /// <summary>What its owner set.</summary>
    public ulong Token;

    /// <summary>What happened, be it once more: what wakes an edge-triggered waiter.</summary>
    public Readiness Events;

    /// <summary>What it is ready for now: what a level-triggered waiter sees.</summary>
    public Readiness Ready;
}

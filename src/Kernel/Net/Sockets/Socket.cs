using Hermit.Memory;

namespace Hermit.Net;

/// <summary>
/// A socket as those who use it name it: of which kind, where its state is, and what is to be told of it. The handle stays valid until
/// <see cref="NetworkStack.Close"/>.
/// </summary>
public struct Socket
{
    /// <summary>Whatever the owner set: what it is told with changes.</summary>
    internal ulong Token;

    /// <summary>The handle of the state, in the pool of its kind, as a number.</summary>
    internal ulong Detail;

    /// <summary>The next socket in the list of changes.</summary>
    internal Handle<Socket> NextChanged;

    /// <summary>What happened since the socket was taken from the list of changes.</summary>
    internal Readiness Events;

    /// <summary>The kind.</summary>
    internal SocketKind Kind;

    /// <summary>Whether the socket is in the list of changes.</summary>
    internal bool IsListed;

    /// <summary>Of a stream: whether it listens; then its state is in the pool of listeners.</summary>
    internal bool IsListening;

    /// <summary>Of a stream: whether it is of the IPv6 family.</summary>
    internal bool IsV6;

    /// <summary>Of a stream of the IPv6 family: whether it has nothing to do with IPv4.</summary>
    internal bool V6Only;

    /// <summary>Of a stream: whether others may have the same port.</summary>
    internal bool ReuseAddress;

    /// <summary>Of a stream: the only interface that it connects by; 0 for all.</summary>
    internal byte BoundInterface;
}

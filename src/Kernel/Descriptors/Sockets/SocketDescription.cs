using Hermit.Net;

namespace Hermit.Descriptors;

/// <summary>What a socket is.</summary>
public struct SocketDescription
{
    /// <summary>The kind.</summary>
    public SocketKind Kind;

    /// <summary>Of a raw socket: the protocol.</summary>
    public IpProtocol Protocol;

    /// <summary>Whether it is one of the machine's own, with names instead of addresses (<c>unix(7)</c>).</summary>
    public bool IsLocal;

    /// <summary>Whether it is of the IPv6 family.</summary>
    public bool IsV6;

    /// <summary>Whether it listens.</summary>
    public bool IsListening;
}

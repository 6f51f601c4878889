namespace Hermit.Net;

/// <summary>What kind of socket it is.</summary>
public enum SocketKind : byte
{
    /// <summary>TCP.</summary>
    Stream = 1,

    /// <summary>UDP.</summary>
    Datagram,

    /// <summary>ICMP echo without privileges: the stack sets the identifier and hands over only the answers to it.</summary>
    Ping,

    /// <summary>IP packets of one protocol.</summary>
    Raw,

    /// <summary>A question to the resolver; readable when it is answered.</summary>
    Query,
}

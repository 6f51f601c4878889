using System;

namespace Hermit.Net;

/// <summary>What a socket can do without waiting: the conditions of <c>poll(2)</c>.</summary>
[Flags]
public enum TcpReadiness : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>There is something to receive, or the end of the stream, or an error.</summary>
    Readable = 1,

    /// <summary>There is room to send, or sending would fail at once.</summary>
    Writable = 2,

    /// <summary>There is an error to be fetched.</summary>
    Error = 4,

    /// <summary>The connection is over in both directions.</summary>
    HangUp = 8,

    /// <summary>The peer sends no more.</summary>
    PeerClosed = 16,
}

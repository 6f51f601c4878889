using System;

namespace Hermit.Net;

/// <summary>The control bits of a TCP header (RFC 9293, 3.1; the last two RFC 3168).</summary>
[Flags]
internal enum TcpFlags : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>No more data from the sender.</summary>
    Fin = 0x01,

    /// <summary>Synchronise sequence numbers.</summary>
    Syn = 0x02,

    /// <summary>Reset the connection.</summary>
    Rst = 0x04,

    /// <summary>The sender has nothing more to send for now.</summary>
    Psh = 0x08,

    /// <summary>The acknowledgement number is significant.</summary>
    Ack = 0x10,

    /// <summary>The urgent pointer is significant.</summary>
    Urg = 0x20,

    /// <summary>Congestion was experienced by a packet of the receiver of this segment.</summary>
    Ece = 0x40,

    /// <summary>The sender has reduced its congestion window.</summary>
    Cwr = 0x80,
}

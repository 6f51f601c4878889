using System;

namespace Hermit.Net;

/// <summary>What a device found out about a frame that came, or is to do with one that goes.</summary>
[Flags]
public enum PacketFlags : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Received: the checksum of the transport protocol was verified, or the frame never left the machine. It is not verified again.</summary>
    ChecksumVerified = 1,

    /// <summary>
    /// The transport checksum holds the sum of the pseudo-header only, and the device completes it when it sends; a frame that is received like that never
    /// was on a wire.
    /// </summary>
    PartialChecksum = 2,

    /// <summary>The frame is one TCP segment over IPv4 that is longer than the link takes: the device cuts it.</summary>
    SegmentTcpV4 = 4,

    /// <summary>The frame is one TCP segment over IPv6 that is longer than the link takes: the device cuts it.</summary>
    SegmentTcpV6 = 8,

    /// <summary>The frame never left the machine: it came over the loopback, or is our own copy of what went to a group.</summary>
    Local = 16,

    /// <summary>Received: the link's header said that it went to everybody, or to a group.</summary>
    LinkGroup = 32,
}

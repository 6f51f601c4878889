using Hermit.Memory;

namespace Hermit.Net;

/// <summary>
/// What is known about one buffer of a frame. A frame is one buffer, or a chain of them that <see cref="Next"/> links; the first one's record speaks for
/// the whole frame. Bytes before <see cref="Start"/> are headroom, where headers are put in front without moving what is there.
/// </summary>
public struct Packet
{
    /// <summary>The next buffer of the same frame; null for the last.</summary>
    public Handle<Packet> Next;

    /// <summary>The next frame of the queue that the frame is in (<see cref="PacketQueue"/>). Of the first buffer only.</summary>
    public Handle<Packet> Link;

    /// <summary>Where the bytes of this buffer start.</summary>
    public ushort Start;

    /// <summary>How many bytes this buffer holds.</summary>
    public ushort Length;

    /// <summary>How many bytes the frame holds in all its buffers. Of the first buffer only.</summary>
    public int TotalLength;

    /// <summary>What the device found out, or is to do. Of the first buffer only.</summary>
    public PacketFlags Flags;

    /// <summary>The interface that the frame came from or leaves by. Of the first buffer only.</summary>
    public byte Interface;

    /// <summary>
    /// For <see cref="PacketFlags.PartialChecksum"/>: where the bytes that are summed begin, counted from the first byte. It moves along as headers are put
    /// in front or taken off.
    /// </summary>
    public ushort ChecksumStart;

    /// <summary>For <see cref="PacketFlags.PartialChecksum"/>: where the checksum is, counted from <see cref="ChecksumStart"/>.</summary>
    public ushort ChecksumOffset;

    /// <summary>For a frame that the device cuts into segments, the payload of each segment in bytes; otherwise 0.</summary>
    public ushort SegmentSize;

    /// <summary>For a frame that the device cuts into segments, the length of all headers, those of the link included.</summary>
    public ushort HeaderLength;

    /// <summary>Of a packet that was received and starts with its IP header: where the transport header is.</summary>
    public ushort TransportOffset;

    /// <summary>Of a datagram in a socket's queue: where its payload is. Of a fragment: where its payload stands in that of the whole packet.</summary>
    public ushort PayloadOffset;
}

namespace Hermit.Devices;

/// <summary>What a card found out about a frame that came, or is to do with one that goes (virtio 1.2, 5.1.6: the header of each frame).</summary>
public struct FrameOffload
{
    /// <summary>Received: the card has verified the transport checksum.</summary>
    public bool ChecksumVerified;

    /// <summary>The transport checksum is that of the pseudo-header only: the card completes it; or, received, nobody has, since the frame was on no wire.</summary>
    public bool PartialChecksum;

    /// <summary>For a partial checksum: where the summed bytes begin, from the frame's first byte.</summary>
    public ushort ChecksumStart;

    /// <summary>For a partial checksum: where it is, from there.</summary>
    public ushort ChecksumOffset;

    /// <summary>Received: this is not all of the frame; what is received next goes on with it.</summary>
    public bool Continues;

    /// <summary>To be cut into TCP segments with so many bytes of payload; 0 for no.</summary>
    public ushort SegmentSize;

    /// <summary>For a frame to be cut: the length of all headers.</summary>
    public ushort HeaderLength;

    /// <summary>For a frame to be cut: whether it is IPv6.</summary>
    public bool IsV6;
}

using System;
using System.Buffers.Binary;

namespace Hermit.Devices;

/// <summary>The twelve bytes before each frame (virtio 1.2, 5.1.6).</summary>
internal static class NetworkHeader
{
    /// <summary>Its size.</summary>
    public const int Bytes = 12;

    private const byte NeedsChecksum = 1;
    private const byte DataValid = 2;
    private const byte SegmentV4 = 1;
    private const byte SegmentV6 = 4;

    /// <summary>Writes it.</summary>
    public static void Write(Span<byte> header, in FrameOffload offload)
    {
        header.Slice(0, Bytes).Clear();
        if (offload.PartialChecksum)
        {
            header[0] = NeedsChecksum;
            BinaryPrimitives.WriteUInt16LittleEndian(header.Slice(6), offload.ChecksumStart);
            BinaryPrimitives.WriteUInt16LittleEndian(header.Slice(8), offload.ChecksumOffset);
        }

        if (offload.SegmentSize != 0)
        {
            header[1] = offload.IsV6 ? SegmentV6 : SegmentV4;
            BinaryPrimitives.WriteUInt16LittleEndian(header.Slice(2), offload.HeaderLength);
            BinaryPrimitives.WriteUInt16LittleEndian(header.Slice(4), offload.SegmentSize);
        }
    }

    /// <summary>How many buffers a received frame has; meaningful if <see cref="VirtioFeatures.NetMergedBuffers"/> was agreed on.</summary>
    public static int BufferCount(ReadOnlySpan<byte> header) => BinaryPrimitives.ReadUInt16LittleEndian(header.Slice(10));

    /// <summary>Reads it. What a frame's checksum is about is left out when it is not within <paramref name="length"/> bytes.</summary>
    public static FrameOffload Read(ReadOnlySpan<byte> header, int length)
    {
        FrameOffload offload = default;
        byte flags = header[0];
        offload.ChecksumVerified = (flags & DataValid) != 0;
        if ((flags & NeedsChecksum) != 0)
        {
            offload.ChecksumStart = BinaryPrimitives.ReadUInt16LittleEndian(header.Slice(6));
            offload.ChecksumOffset = BinaryPrimitives.ReadUInt16LittleEndian(header.Slice(8));
            offload.PartialChecksum = offload.ChecksumStart + offload.ChecksumOffset + sizeof(ushort) <= length;
        }

        return offload;
    }
}

namespace Hermit.Devices.Tests;

/// <summary>The header of frames (virtio 1.2, 5.1.6), against bytes written from the specification.</summary>
public sealed class NetworkHeaderTests
{
    [Fact]
    public void Frame_without_wishes_has_a_header_of_zeros()
    {
        byte[] header = Enumerable.Repeat((byte)0xFF, NetworkHeader.Bytes).ToArray();
        NetworkHeader.Write(header, default);
        Assert.Equal(new byte[NetworkHeader.Bytes], header);
    }

    [Fact]
    public void Segments_and_checksums_are_asked_for()
    {
        byte[] header = new byte[NetworkHeader.Bytes];
        NetworkHeader.Write(header, new FrameOffload { PartialChecksum = true, ChecksumStart = 34, ChecksumOffset = 16, SegmentSize = 1448, HeaderLength = 66 });
        Assert.Equal(new byte[] { 1, 1, 66, 0, 0xA8, 5, 34, 0, 16, 0, 0, 0 }, header);
        NetworkHeader.Write(header, new FrameOffload { PartialChecksum = true, ChecksumStart = 54, ChecksumOffset = 16, SegmentSize = 1428, HeaderLength = 86, IsV6 = true });
        Assert.Equal(new byte[] { 1, 4, 86, 0, 0x94, 5, 54, 0, 16, 0, 0, 0 }, header);
    }

    [Fact]
    public void Checksum_that_lies_outside_of_the_frame_is_none()
    {
        byte[] header = [1, 0, 0, 0, 0, 0, 34, 0, 16, 0, 1, 0];
        Assert.True(NetworkHeader.Read(header, 52).PartialChecksum);
        Assert.False(NetworkHeader.Read(header, 51).PartialChecksum);
        Assert.True(NetworkHeader.Read([2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0], 60).ChecksumVerified);
        var random = new Random(1);
        for (int i = 0; i < 100_000; i++)
        {
            random.NextBytes(header);
            int length = random.Next(1, 2036);
            FrameOffload offload = NetworkHeader.Read(header, length);
            Assert.True(!offload.PartialChecksum || offload.ChecksumStart + offload.ChecksumOffset + 2 <= length);
            Assert.Equal(0, offload.SegmentSize);
        }
    }
}

using System.Buffers.Binary;

using Hermit.Memory;

using Xunit;

namespace Hermit.Net.Tests;

/// <summary>RFC 1071, against a sum taken word by word.</summary>
public class InternetChecksumTests
{
    [Fact]
    public void Is_the_complement_of_the_sum_of_words()
    {
        var random = new Random(1);
        for (int length = 0; length < 300; length++)
        {
            byte[] bytes = new byte[length];
            random.NextBytes(bytes);
            Assert.Equal(Reference(bytes), InternetChecksum.Finish(InternetChecksum.Add(bytes)));
        }
    }

    [Fact]
    public void Rfc_1071_section_3_example()
    {
        byte[] bytes = [0x00, 0x01, 0xF2, 0x03, 0xF4, 0xF5, 0xF6, 0xF7];
        Assert.Equal(0x220D, InternetChecksum.Finish(InternetChecksum.Add(bytes)));
    }

    [Fact]
    public void Does_not_depend_on_how_the_bytes_are_spread_over_buffers()
    {
        var random = new Random(2);
        for (int round = 0; round < 200; round++)
        {
            var pool = default(PacketPool);
            pool.SetLimit(64);
            Assert.True(pool.TryAllocate(out Handle<Packet> packet));
            byte[] all = [];
            for (int part = 0; part < 5; part++)
            {
                byte[] bytes = new byte[random.Next(200)];
                random.NextBytes(bytes);
                all = [.. all, .. bytes];
                Assert.True(pool.TryAllocate(out Handle<Packet> next));
                Assert.True(pool.TryAppendCopy(next, bytes));
                pool.Join(packet, next);
            }

            int offset = random.Next(all.Length + 1);
            Assert.Equal(Reference(all[offset..]), InternetChecksum.Finish(pool.Sum(packet, offset)));
            Assert.Equal(all.Length, pool[packet].TotalLength);
        }
    }

    [Fact]
    public void Covers_the_pseudo_header_of_both_families()
    {
        var random = new Random(3);
        for (int round = 0; round < 200; round++)
        {
            bool v4 = round % 2 == 0;
            byte[] addresses = new byte[v4 ? 8 : 32];
            random.NextBytes(addresses);
            int half = addresses.Length / 2;
            IpAddress source = v4 ? IpAddress.ReadV4(addresses) : IpAddress.ReadV6(addresses);
            IpAddress destination = v4 ? IpAddress.ReadV4(addresses.AsSpan(half)) : IpAddress.ReadV6(addresses.AsSpan(half));
            byte[] tail = new byte[8];
            BinaryPrimitives.WriteInt32BigEndian(tail, round * 7);
            tail[7] = (byte)round;
            byte[] payload = new byte[round * 7];
            random.NextBytes(payload);
            ulong sum = InternetChecksum.Add(payload, InternetChecksum.PseudoHeader(source, destination, (byte)round, payload.Length));
            Assert.Equal(Reference([.. addresses, .. tail, .. payload]), InternetChecksum.Finish(sum));
        }
    }

    [Fact]
    public void Finds_every_single_bit_error()
    {
        byte[] bytes = [0x45, 0, 0, 20, 1, 2, 0, 0, 64, 17, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(10), InternetChecksum.Finish(InternetChecksum.Add(bytes)));
        Assert.True(InternetChecksum.IsValid(InternetChecksum.Add(bytes)));
        for (int bit = 0; bit < 8 * bytes.Length; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(InternetChecksum.IsValid(InternetChecksum.Add(bytes)));
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    private static ushort Reference(byte[] bytes)
    {
        uint sum = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            sum += (uint)(i % 2 == 0 ? bytes[i] << 8 : bytes[i]);
            sum = (sum & 0xFFFF) + (sum >> 16);
        }

        return (ushort)~sum;
    }
}

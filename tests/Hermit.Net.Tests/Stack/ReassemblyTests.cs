using Hermit.Memory;

using Xunit;

namespace Hermit.Net.Tests.Stack;

/// <summary>RFC 791, section 3.2, RFC 8200, section 4.5, RFC 5722, against an array of bytes.</summary>
public class ReassemblyTests
{
    private const int Header = 20;

    [Fact]
    public void Fragments_in_any_order_make_the_packet()
    {
        var random = new Random(1);
        for (int round = 0; round < 500; round++)
        {
            var bench = new Bench();
            byte[] whole = new byte[random.Next(1, 30_000)];
            random.NextBytes(whole);
            (int Offset, int Length)[] parts = [.. Cut(random, whole.Length)];
            random.Shuffle(parts);
            byte[]? result = null;
            foreach ((int offset, int length) in parts)
            {
                Assert.Null(result);
                result = bench.Add(1, offset, whole[offset..(offset + length)], offset + length < whole.Length, out _);
                if (random.Next(4) == 0 && result == null)
                {
                    Assert.Null(bench.Add(1, offset, whole[offset..(offset + length)], offset + length < whole.Length, out _));
                }
            }

            Assert.Equal(whole, result);
            Assert.Equal(0, bench.Pool.Count);
            Assert.Equal(0, bench.Reassembler.Count);
            Assert.Equal(0, bench.Reassembler.Buffers);
        }
    }

    [Theory]
    [InlineData(8, 16, true)]
    [InlineData(16, 8, true)]
    [InlineData(0, 24, true)]
    [InlineData(4, 8, false)]
    public void Overlapping_fragments_end_the_packet(int offset, int length, bool more)
    {
        // RFC 5722, section 3.
        var bench = new Bench();
        Assert.Null(bench.Add(1, 8, new byte[16], true, out ReassemblyResult result));
        Assert.Equal(ReassemblyResult.Kept, result);
        bool repeated = offset == 8 && length == 16;
        Assert.Null(bench.Add(1, offset & ~7, new byte[length], more, out result));
        Assert.Equal(ReassemblyResult.Dropped, result);
        Assert.Equal(repeated ? 1 : 0, bench.Reassembler.Count);
        Assert.Equal(repeated ? 1 : 0, bench.Pool.Count);
    }

    [Fact]
    public void Two_ends_that_contradict_each_other_end_the_packet()
    {
        var bench = new Bench();
        bench.Add(1, 80, new byte[8], false, out _);
        bench.Add(1, 160, new byte[8], false, out ReassemblyResult result);
        Assert.Equal(ReassemblyResult.Dropped, result);
        Assert.Equal(0, bench.Pool.Count);
        bench.Add(1, 80, new byte[8], false, out _);
        bench.Add(1, 88, new byte[8], true, out result);
        Assert.Equal(ReassemblyResult.Dropped, result);
        Assert.Equal(0, bench.Pool.Count);
    }

    [Theory]
    [InlineData(0, 7, true)]
    [InlineData(65528, 8, false)]
    [InlineData(8, 0, false)]
    public void Impossible_fragments_are_dropped(int offset, int length, bool more)
    {
        var bench = new Bench();
        Assert.Null(bench.Add(1, offset, new byte[length], more, out ReassemblyResult result));
        Assert.Equal(ReassemblyResult.Dropped, result);
        Assert.Equal(0, bench.Pool.Count);
        Assert.Equal(0, bench.Reassembler.Count);
    }

    [Fact]
    public void What_is_not_whole_in_time_is_given_up_and_its_first_fragment_handed_out()
    {
        var bench = new Bench();
        bench.Add(1, 0, new byte[8], true, out _);
        bench.Add(2, 8, new byte[8], true, out _);
        Assert.False(bench.Reassembler.TryExpire(ref bench.Pool, Instant.FromNanoseconds(29_999_999_999), out _, out _));
        var expired = new List<(uint Id, bool HasFirst)>();
        while (bench.Reassembler.TryExpire(ref bench.Pool, Instant.FromNanoseconds(30_000_000_000), out Handle<Packet> first, out FragmentKey key))
        {
            expired.Add((key.Identification, !first.IsNull));
            if (!first.IsNull)
            {
                Assert.Equal(Header + 8, bench.Pool[first].TotalLength);
                bench.Pool.Free(first);
            }
        }

        Assert.Equal([(1u, true), (2u, false)], expired.Order());
        Assert.Equal(0, bench.Pool.Count);
    }

    [Fact]
    public void Floods_are_bounded_and_the_oldest_packet_gives_way()
    {
        var bench = new Bench();
        var random = new Random(3);
        for (uint i = 0; i < 100_000; i++)
        {
            bench.Now += Duration.FromNanoseconds(1);
            bench.Add(i % 1000, random.Next(8000) * 8, new byte[8 * (1 + random.Next(180))], random.Next(10) != 0, out _);
            Assert.InRange(bench.Reassembler.Count, 0, Reassembler.Capacity);
            Assert.InRange(bench.Reassembler.Buffers, 0, Reassembler.BufferLimit);
            Assert.Equal(bench.Reassembler.Buffers, bench.Pool.Count);
        }
    }

    private static IEnumerable<(int Offset, int Length)> Cut(Random random, int total)
    {
        for (int at = 0; at < total;)
        {
            int length = Math.Min(8 * random.Next(1, 180), total - at);
            yield return (at, length);
            at += length;
        }
    }

    private sealed class Bench
    {
        public PacketPool Pool;
        public Reassembler Reassembler;
        public Instant Now;

        public Bench() => Pool.SetLimit(4096);

        public byte[]? Add(uint id, int offset, byte[] payload, bool more, out ReassemblyResult result)
        {
            Assert.True(Pool.TryAllocate(out Handle<Packet> packet));
            Assert.True(Pool.TryAppendCopy(packet, new byte[Header]));
            Assert.True(Pool.TryAppendCopy(packet, payload));
            var key = new FragmentKey { Identification = id, Source = IpAddress.LoopbackV4 };
            var fragment = new Fragment { Packet = packet, HeaderLength = Header, Offset = offset, MoreFragments = more };
            result = Reassembler.Add(ref Pool, key, fragment, Duration.FromSeconds(30), Now, out Handle<Packet> whole, out int headerLength);
            if (result != ReassemblyResult.Complete)
            {
                return null;
            }

            byte[] bytes = new byte[Pool[whole].TotalLength - headerLength];
            Pool.CopyOut(whole, headerLength, bytes);
            Pool.Free(whole);
            return bytes;
        }
    }
}

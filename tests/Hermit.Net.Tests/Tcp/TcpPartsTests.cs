using Hermit.Memory;

using Xunit;

namespace Hermit.Net.Tests;

/// <summary>The parts of a connection against models that are too simple to be wrong.</summary>
public class TcpPartsTests
{
    [Fact]
    public void Timer_wheel_gives_back_each_connection_at_its_time()
    {
        var random = new Random(Effort.Seed());
        for (int round = 0; round < Effort.Cases(5); round++)
        {
            Pool<TcpConnection> connections = default;
            TimerWheel wheel = default;
            var deadlines = new Dictionary<Handle<TcpConnection>, Instant>();
            Instant now = Instant.FromNanoseconds(random.NextInt64(1, 1L << 50));
            wheel.TryExpire(ref connections, now, out _);
            for (int step = 0; step < 1500; step++)
            {
                switch (random.Next(4))
                {
                    case 0:
                        Assert.True(connections.TryAllocate(out Handle<TcpConnection> added));
                        deadlines[added] = now + Duration.FromNanoseconds((long)Math.Pow(2, random.NextDouble() * 46));
                        wheel.Schedule(ref connections, added, deadlines[added]);
                        break;
                    case 1 when deadlines.Count > 0:
                        // Earlier moves it; later is not looked at before the earlier time.
                        Handle<TcpConnection> changed = deadlines.Keys.ElementAt(random.Next(deadlines.Count));
                        Instant deadline = now + Duration.FromNanoseconds((long)Math.Pow(2, random.NextDouble() * 40));
                        deadlines[changed] = Instant.Min(deadlines[changed], deadline);
                        wheel.Schedule(ref connections, changed, deadline);
                        break;
                    case 2 when deadlines.Count > 0:
                        Handle<TcpConnection> removed = deadlines.Keys.ElementAt(random.Next(deadlines.Count));
                        wheel.Remove(ref connections, removed);
                        deadlines.Remove(removed);
                        break;
                    case 3:
                        now = random.Next(3) == 0 ? Instant.Max(now, Instant.Min(wheel.NextDeadline, now + Duration.FromSeconds(100_000))) : now + Duration.FromNanoseconds((long)Math.Pow(2, random.NextDouble() * 34));
                        while (wheel.TryExpire(ref connections, now, out Handle<TcpConnection> due))
                        {
                            // What is due further off than the wheel turns comes early, and is put in again.
                            if (deadlines[due] > now)
                            {
                                wheel.Schedule(ref connections, due, deadlines[due]);
                                continue;
                            }

                            deadlines.Remove(due);
                        }

                        Instant late = now - Duration.FromMilliseconds(2);
                        Assert.DoesNotContain(deadlines.Values, deadline => deadline < late);
                        break;
                }

                Instant first = deadlines.Count == 0 ? Instant.Never : Instant.FromNanoseconds(deadlines.Values.Min(deadline => deadline.Nanoseconds));
                Assert.True(wheel.NextDeadline.Equals(first) || wheel.NextDeadline < first + Duration.FromMilliseconds(2));
            }
        }
    }

    [Fact]
    public void Reassembly_gives_back_what_was_sent_in_any_order()
    {
        var random = new Random(Effort.Seed());
        for (int round = 0; round < Effort.Cases(100); round++)
        {
            PacketPool packets = default;
            packets.SetLimit(4096);
            RecordPool<ReceivedRange> ranges = default;
            ReassemblyQueue queue = default;
            ByteChain chain = default;
            byte[] stream = new byte[random.Next(1, 20_000)];
            random.NextBytes(stream);
            bool[] seen = new bool[stream.Length];
            var initial = new TcpSequence((uint)random.Next());
            TcpSequence next = initial;
            while (chain.Length < stream.Length)
            {
                int at = (int)(next - initial);
                int start = random.Next(at, stream.Length);
                int count = random.Next(1, Math.Min(stream.Length - start, random.Next(1, 5000)) + 1);
                Assert.True(packets.TryAllocate(out Handle<Packet> packet) && packets.TryAppendCopy(packet, stream.AsSpan(start, count)));
                if (start == at)
                {
                    chain.Append(ref packets, packet);
                    next += (uint)count;
                    next = queue.Take(ref ranges, ref packets, next, ref chain);
                    seen.AsSpan(start, count).Fill(true);
                    continue;
                }

                bool overlaps = seen.AsSpan(start, count).Contains(true);
                Assert.Equal(overlaps, queue.Insert(ref ranges, ref packets, initial + (uint)start, packet, out TcpSackRange duplicate));
                if (overlaps)
                {
                    int first = Array.IndexOf(seen, true, start);
                    Assert.Equal(initial + (uint)first, duplicate.Start);
                }

                seen.AsSpan(start, count).Fill(true);
                Assert.Equal((uint)seen.AsSpan(at).Count(true), queue.Bytes);
            }

            byte[] result = new byte[stream.Length];
            Assert.Equal(stream.Length, chain.Read(ref packets, result));
            Assert.Equal(stream, result);
            Assert.True(queue.IsEmpty);
            Assert.Equal(0, packets.Count);
            Assert.Equal(0, ranges.Count);
        }
    }

    [Fact]
    public void Chain_of_buffers_is_a_queue_of_bytes()
    {
        var random = new Random(Effort.Seed());
        for (int round = 0; round < Effort.Cases(30); round++)
        {
            PacketPool packets = default;
            packets.SetLimit(4096);
            ByteChain chain = default;
            var model = new List<byte>();
            for (int step = 0; step < 300; step++)
            {
                byte[] bytes = new byte[random.Next(1, random.Next(2, 8000))];
                random.NextBytes(bytes);
                switch (random.Next(6))
                {
                    case 0 when model.Count < 100_000:
                        Assert.Equal(bytes.Length, chain.Append(ref packets, bytes));
                        model.AddRange(bytes);
                        break;
                    case 1 when model.Count < 100_000:
                        Assert.True(packets.TryAllocate(out Handle<Packet> packet) && packets.TryAppendCopy(packet, bytes));
                        chain.Append(ref packets, packet);
                        model.AddRange(bytes);
                        break;
                    case 2:
                        int taken = chain.Read(ref packets, bytes);
                        Assert.Equal(Math.Min(bytes.Length, model.Count), taken);
                        Assert.Equal(model.Take(taken), bytes.Take(taken));
                        model.RemoveRange(0, taken);
                        break;
                    case 3 when model.Count > 0:
                        int offset = random.Next(model.Count);
                        byte[] part = new byte[random.Next(1, model.Count - offset + 1)];
                        chain.At(ref packets, (uint)offset, (uint)part.Length).CopyTo(packets, 0, part);
                        Assert.Equal(model.Skip(offset).Take(part.Length), part);
                        break;
                    case 4 when random.Next(5) == 0:
                        int length = random.Next(model.Count + 1);
                        chain.Truncate(ref packets, (uint)length);
                        model.RemoveRange(length, model.Count - length);
                        break;
                    case 5:
                        int dropped = random.Next(Math.Min(model.Count, 3000) + 1);
                        chain.Drop(ref packets, (uint)dropped);
                        model.RemoveRange(0, dropped);
                        break;
                }

                Assert.Equal((uint)model.Count, chain.Length);
            }

            chain.Clear(ref packets);
            Assert.Equal(0, packets.Count);
        }
    }

    [Fact]
    public void Urgent_data_is_data()
    {
        TcpScript script = TcpScript.Established();
        script.Inject("P.U 1:101(100) ack 1");
        script.Read(100);
    }
}

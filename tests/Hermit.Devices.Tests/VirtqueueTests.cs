using Hermit.Memory;

namespace Hermit.Devices.Tests;

public sealed class VirtqueueTests
{
    public static TheoryData<int, bool> Shapes => new()
    {
        { 1, false }, { 2, true }, { 8, false }, { 8, true }, { 256, false }, { 256, true },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_request_comes_back_once_with_what_was_written_and_no_notification_is_lost(int size, bool eventIndex)
    {
        var random = new Random(size);
        Virtqueue queue = default;
        Assert.True(queue.TryInitialize(size, eventIndex));
        Assert.True(DmaBuffer.TryAllocate(4096, out DmaBuffer buffer));
        var device = new FakeDevice(queue, eventIndex);
        device.TakeAll();
        var posted = new Dictionary<ushort, int>();
        int done = 0;
        ushort token = 0;
        for (int step = 0; step < 200_000; step++)
        {
            int action = random.Next(3);
            if (action == 0 && Post(ref queue, buffer, random, token, out int writable))
            {
                Assert.False(posted.ContainsKey(token));
                posted[token++] = writable;
                if (queue.ShouldNotify())
                    device.TakeAll();
                Assert.Equal(queue.Pending, device.Held.Count + done); // it is awake, or had not asked to sleep
            }
            else if (action == 1 && device.Held.Count > 0)
            {
                int which = random.Next(device.Held.Count);
                uint length = (uint)random.Next(device.Held[which].Writable + 1);
                device.Complete(which, length);
                done++;
            }
            else if (queue.TryTake(out ushort taken, out int bytes))
            {
                Assert.True(posted.Remove(taken, out int most) && bytes <= most);
                done--;
            }

            Assert.False(queue.IsBroken);
            Assert.Equal(posted.Count, queue.Pending);
        }

        device.TakeAll();
        while (device.Held.Count > 0)
            device.Complete(0, 0);
        while (queue.TryTake(out ushort taken, out _))
            Assert.True(posted.Remove(taken));
        Assert.Empty(posted);
        Assert.Equal(size, queue.Free);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Interrupt_that_was_asked_for_is_never_missed(bool eventIndex)
    {
        Virtqueue queue = default;
        Assert.True(queue.TryInitialize(16, eventIndex));
        Assert.True(DmaBuffer.TryAllocate(4096, out DmaBuffer buffer));
        var device = new FakeDevice(queue, eventIndex);
        var random = new Random(3);
        for (int step = 0; step < 100_000; step++)
        {
            while (queue.Free >= 3)
                Post(ref queue, buffer, random, (ushort)step, out _);
            queue.ShouldNotify();
            device.TakeAll();
            if (random.Next(2) == 0)
            {
                queue.DisableInterrupt();
                device.Complete(0, 0);
                Assert.True(queue.EnableInterrupt()); // what came meanwhile is told instead
            }
            else
            {
                while (queue.TryTake(out _, out _))
                {
                }

                Assert.False(queue.EnableInterrupt());
                ushort before = device.UsedIndex;
                device.Complete(0, 0);
                Assert.True(device.WantsInterrupt(before));
            }

            while (queue.TryTake(out _, out _))
            {
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Hostile_device_gets_nothing_but_a_broken_queue(int seed)
    {
        var random = new Random(seed);
        int broken = 0;
        for (int round = 0; round < 3000; round++)
        {
            Virtqueue queue = default;
            Assert.True(queue.TryInitialize(1 << random.Next(7), random.Next(2) == 0));
            Assert.True(DmaBuffer.TryAllocate(4096, out DmaBuffer buffer));
            var device = new FakeDevice(queue, eventIndex: false);
            var posted = new Dictionary<ushort, int>();
            ushort token = 0;
            for (int step = 0; step < 60; step++)
            {
                if (Post(ref queue, buffer, random, token, out int writable))
                    posted[token++] = writable;
                queue.ShouldNotify();
                switch (random.Next(4))
                {
                    case 0:
                        device.Write((uint)random.Next(-2, queue.Size + 2), (uint)random.Next(-1, 5000));
                        break;
                    case 1:
                        device.Scribble(random);
                        break;
                }

                while (queue.TryTake(out ushort taken, out int bytes))
                    Assert.True(posted.Remove(taken, out int most) && bytes >= 0 && bytes <= most);
                Assert.InRange(queue.Free, 0, queue.Size);
                Assert.Equal(posted.Count, queue.Pending);
                if (queue.IsBroken)
                {
                    Assert.False(queue.TryAdd([VirtioSegment.Read(buffer, 0, 1)], 0) || queue.ShouldNotify() || queue.EnableInterrupt());
                }
            }

            broken += queue.IsBroken ? 1 : 0;
        }

        Assert.InRange(broken, 1500, 3000);
    }

    [Fact]
    public void Segment_outside_of_its_buffer_is_a_panic()
    {
        Assert.True(DmaBuffer.TryAllocate(64, out DmaBuffer buffer));
        Assert.ThrowsAny<Exception>(() => VirtioSegment.Read(buffer, 60, 5));
        Assert.ThrowsAny<Exception>(() => VirtioSegment.Write(buffer, -1, 2));
        Assert.ThrowsAny<Exception>(() => VirtioSegment.Write(default, 0, 1));
        Assert.ThrowsAny<Exception>(() => buffer.Read32(62));
        Assert.ThrowsAny<Exception>(() => buffer.Bytes(1, 64).Clear());
    }

    private static bool Post(ref Virtqueue queue, DmaBuffer buffer, Random random, ushort token, out int writable)
    {
        int reads = random.Next(3), writes = random.Next(reads == 0 ? 1 : 0, 3);
        var segments = new List<VirtioSegment>();
        writable = 0;
        for (int i = 0; i < reads; i++)
            segments.Add(VirtioSegment.Read(buffer, random.Next(2000), random.Next(1, 2000)));
        for (int i = 0; i < writes; i++)
        {
            int length = random.Next(1, 2000);
            segments.Add(VirtioSegment.Write(buffer, random.Next(2000), length));
            writable += length;
        }

        return queue.TryAdd(segments.ToArray(), token);
    }
}

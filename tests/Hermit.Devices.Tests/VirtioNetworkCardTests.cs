namespace Hermit.Devices.Tests;

public sealed class VirtioNetworkCardTests
{
    private const VirtioFeatures Usual = VirtioFeatures.Version1 | VirtioFeatures.NetMac | VirtioFeatures.NetStatus
        | VirtioFeatures.NetChecksum | VirtioFeatures.NetSegmentV4 | VirtioFeatures.EventIndex;

    [Theory]
    [InlineData(true, 256)]
    [InlineData(false, 256)]
    [InlineData(true, 4)]
    public void Frames_go_and_come_whole_and_in_order(bool eventIndex, int queueSize)
    {
        var backend = new FakeBackend(Features(eventIndex), queueSize);
        VirtioNetworkCard<FakeTransport> card = Start(backend);
        var random = new Random(1);
        Queue<byte[]> sent = [], came = [];
        for (int step = 0; step < 20_000; step++)
        {
            switch (random.Next(4))
            {
                case 0:
                    byte[] frame = Bytes(random, random.Next(20) == 0 && card.SegmentationV4 != 0 ? random.Next(14, 65536) : random.Next(14, 1515));
                    if (Send(ref card, frame))
                        sent.Enqueue(frame);
                    break;
                case 1:
                    TakeSent(backend.Queues[1], sent);
                    break;
                case 2:
                    FakeDevice receive = backend.Queues[0];
                    receive.TakeAll();
                    if (receive.Held.Count > 0)
                    {
                        byte[] arrived = Bytes(random, random.Next(14, 1515));
                        receive.Scatter(0, [.. new byte[NetworkHeader.Bytes], .. arrived]);
                        receive.Complete(0, (uint)(NetworkHeader.Bytes + arrived.Length));
                        came.Enqueue(arrived);
                    }

                    break;
                default:
                    if (card.TryPeekReceived(out ReadOnlySpan<byte> got, out _))
                    {
                        Assert.Equal(came.Dequeue(), got.ToArray());
                        card.DropReceived();
                        card.Refill();
                    }

                    break;
            }
        }

        Assert.Empty(SystemConsole.Lines);
        Assert.Equal(queueSize >= 64, card.SegmentationV4 != 0);
    }

    [Fact]
    public void Frames_come_in_several_buffers_where_the_device_merges_them()
    {
        var backend = new FakeBackend(Usual | VirtioFeatures.NetMergedBuffers | VirtioFeatures.NetGuestChecksum | VirtioFeatures.NetGuestSegmentV4);
        VirtioNetworkCard<FakeTransport> card = Start(backend);
        Assert.NotEqual(VirtioFeatures.None, backend.Accepted & VirtioFeatures.NetGuestSegmentV4);
        var random = new Random(1);
        for (int round = 0; round < 5_000; round++)
        {
            byte[] frame = Bytes(random, random.Next(5) == 0 ? random.Next(14, 65_550) : random.Next(14, 4_500));
            Merge(backend.Queues[0], frame);
            var got = new List<byte>();
            bool continues = true;
            while (continues)
            {
                Assert.True(card.TryPeekReceived(out ReadOnlySpan<byte> part, out FrameOffload offload));
                Assert.False(part.IsEmpty);
                got.AddRange(part);
                continues = offload.Continues;
                card.DropReceived();
            }

            card.Refill();
            Assert.Equal(frame, got);
            Assert.False(card.TryPeekReceived(out _, out _));
        }

        Assert.Empty(SystemConsole.Lines);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Segments_that_no_buffer_holds_are_refused_where_they_could_not_be_taken(bool merges)
    {
        VirtioFeatures half = merges ? VirtioFeatures.NetMergedBuffers : VirtioFeatures.NetGuestChecksum;
        var backend = new FakeBackend(Usual | half | VirtioFeatures.NetGuestSegmentV4 | VirtioFeatures.NetGuestSegmentV6);
        Start(backend);
        Assert.Equal(VirtioFeatures.None, backend.Accepted & (VirtioFeatures.NetGuestSegmentV4 | VirtioFeatures.NetGuestSegmentV6));
    }

    [Theory]
    [InlineData(0, 1, 100)]
    [InlineData(34, 34, 2048)]
    [InlineData(3, 2, 2048)]
    [InlineData(2, 2, 0)]
    public void Frame_whose_parts_are_missing_too_many_or_empty_ends_the_use_of_the_device(int told, int given, int lastLength)
    {
        var backend = new FakeBackend(Usual | VirtioFeatures.NetMergedBuffers);
        VirtioNetworkCard<FakeTransport> card = Start(backend);
        FakeDevice queue = backend.Queues[0];
        queue.TakeAll();
        queue.Scatter(0, Header(told));
        for (int part = 1; part <= given; part++)
            queue.Complete(0, (uint)(part == given ? lastLength : 2048));
        while (card.TryPeekReceived(out _, out _))
            card.DropReceived();
        Assert.Single(SystemConsole.Lines);
        Assert.False(card.IsLinkUp);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Who_found_no_room_to_send_is_told_when_there_is(bool eventIndex)
    {
        var backend = new FakeBackend(Features(eventIndex));
        VirtioNetworkCard<FakeTransport> card = Start(backend);
        FakeDevice device = backend.Queues[1];
        for (int round = 0; round < 1000; round++)
        {
            while (Send(ref card, new byte[60]))
            {
            }

            device.TakeAll();
            Assert.True(device.Held.Count > 0);
            if (card.EnableSendInterrupt())
                continue;
            ushort before = device.UsedIndex;
            do
                device.Complete(0, 0);
            while (device.Held.Count > 0 && !device.WantsInterrupt(before));
            Assert.True(device.WantsInterrupt(before));
            Assert.True(Send(ref card, new byte[60]));
        }
    }

    [Fact]
    public void Loss_of_the_carrier_is_seen_when_the_device_says_that_something_changed()
    {
        var backend = new FakeBackend(Usual);
        VirtioNetworkCard<FakeTransport> card = Start(backend);
        Assert.True(card.IsLinkUp);
        backend.Configuration[6] = 0;
        Assert.True(card.IsLinkUp);
        NetworkCards.Change();
        Assert.False(card.IsLinkUp);
    }

    [Fact]
    public void Device_that_needs_a_reset_gets_one_and_is_not_used_any_more()
    {
        SystemConsole.Lines.Clear();
        var backend = new FakeBackend(Usual);
        VirtioNetworkCard<FakeTransport> card = Start(backend);
        backend.Status |= VirtioStatus.NeedsReset;
        NetworkCards.Change();
        Assert.False(card.IsLinkUp);
        Assert.Equal(2, backend.Resets);
        Assert.False(Send(ref card, new byte[60]));
        Assert.Single(SystemConsole.Lines);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Hostile_device_is_reset_with_a_message_or_served_and_nothing_else_happens(int seed)
    {
        var random = new Random(seed);
        int failed = 0;
        for (int round = 0; round < 100; round++)
        {
            SystemConsole.Lines.Clear();
            var backend = new FakeBackend((VirtioFeatures)(random.NextInt64() & 0xFFFF_FFFF) | VirtioFeatures.Version1 | VirtioFeatures.NetMac, 1 << random.Next(9));
            VirtioNetworkCard<FakeTransport> card = default;
            Assert.True(card.TryPrepare<NoInterrupt>(new FakeTransport(backend), 0));
            card.Start();
            for (int step = 0; step < 100; step++)
            {
                if (backend.Queues.Count == 2)
                    Misbehave(backend, random);
                Use(ref card, random);
            }

            NetworkCards.TakeChange();
            if (!card.IsLinkUp && SystemConsole.Lines.Count > 0)
            {
                failed++;
                Assert.Single(SystemConsole.Lines);
                Assert.Equal(2, backend.Resets);
                Assert.False(card.TryPeekReceived(out _, out _) || Send(ref card, new byte[60]));
            }
        }

        Assert.InRange(failed, 40, 100);
    }

    private static VirtioFeatures Features(bool eventIndex) => eventIndex ? Usual : Usual & ~VirtioFeatures.EventIndex;

    private static void Misbehave(FakeBackend backend, Random random)
    {
        FakeDevice queue = backend.Queues[random.Next(2)];
        switch (random.Next(7))
        {
            case 0:
                queue.Write((uint)random.Next(-2, backend.QueueSize + 2), (uint)random.Next(-1, 5000));
                break;
            case 1:
                queue.Scribble(random);
                break;
            case 2:
                random.NextBytes(backend.Configuration);
                NetworkCards.Change();
                break;
            case 3:
                // A plausible one: an identifier that was posted, and a length that was allowed.
                queue.Write((uint)random.Next(backend.QueueSize), (uint)random.Next(2048));
                break;
            case 4 when random.Next(20) == 0:
                backend.Status |= VirtioStatus.NeedsReset;
                break;
        }
    }

    private static void Use(ref VirtioNetworkCard<FakeTransport> card, Random random)
    {
        _ = card.IsLinkUp;
        _ = card.Address;
        Assert.InRange(card.Mtu, 576, 2048);
        for (int i = 0; i < 300 && card.TryPeekReceived(out ReadOnlySpan<byte> frame, out FrameOffload offload); i++)
        {
            Assert.InRange(frame.Length, 1, 2048);
            Assert.True(!offload.PartialChecksum || offload.ChecksumStart + offload.ChecksumOffset + 2 <= frame.Length);
            card.DropReceived();
        }

        card.Refill();
        Send(ref card, new byte[random.Next(10) == 0 ? random.Next(1, 70_000) : random.Next(1, 1515)]);
        if (random.Next(3) == 0)
            card.EnableReceiveInterrupt();
        if (random.Next(3) == 0)
            card.EnableSendInterrupt();
    }

    private static VirtioNetworkCard<FakeTransport> Start(FakeBackend backend)
    {
        SystemConsole.Lines.Clear();
        NetworkCards.TakeChange();
        VirtioNetworkCard<FakeTransport> card = default;
        Assert.True(card.TryPrepare<NoInterrupt>(new FakeTransport(backend), 0));
        card.Start();
        return card;
    }

    private static bool Send(ref VirtioNetworkCard<FakeTransport> card, byte[] frame)
    {
        if (!card.TryBeginSend(frame.Length))
            return false;
        int cut = frame.Length / 3;
        card.Append(frame.AsSpan(0, cut));
        card.Append(frame.AsSpan(cut));
        card.Send(default);
        card.Flush();
        return true;
    }

    private static void TakeSent(FakeDevice device, Queue<byte[]> expected)
    {
        device.TakeAll();
        while (device.Held.Count > 0)
        {
            byte[] bytes = device.Gather(0);
            Assert.Equal(expected.Dequeue(), bytes[NetworkHeader.Bytes..]);
            device.Complete(0, 0);
        }
    }

    // Gives a frame in as many buffers as it takes, which the driver sees together.
    private static void Merge(FakeDevice queue, byte[] frame)
    {
        queue.TakeAll();
        int buffers = (NetworkHeader.Bytes + frame.Length + 2047) / 2048;
        byte[] bytes = [.. Header(buffers), .. frame];
        foreach (byte[] part in bytes.Chunk(2048))
        {
            queue.Scatter(0, part);
            queue.Complete(0, (uint)part.Length);
        }
    }

    private static byte[] Header(int buffers) => [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)buffers, (byte)(buffers >> 8)];

    private static byte[] Bytes(Random random, int count)
    {
        byte[] bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}

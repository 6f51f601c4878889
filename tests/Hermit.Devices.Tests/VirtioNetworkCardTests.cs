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

    private static byte[] Bytes(Random random, int count)
    {
        byte[] bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}

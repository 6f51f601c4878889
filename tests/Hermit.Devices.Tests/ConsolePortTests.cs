using Hermit.Memory;

namespace Hermit.Devices.Tests;

/// <summary>The two directions of a console port, against a device that is honest, slow or hostile.</summary>
public sealed class ConsolePortTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Bytes_leave_in_order_and_no_more_than_there_is_room_for(bool eventIndex)
    {
        ConsoleSender sender = NewSender(pieces: 4, pieceBytes: 16, eventIndex, out FakeDevice device);
        byte[] text = [.. Enumerable.Range(0, 200).Select(i => (byte)i)];
        Assert.Equal(64, sender.Write(text));
        Assert.False(sender.HasRoom);
        Assert.Equal(0, sender.Write(text.AsSpan(64)));
        Assert.True(sender.Queue.ShouldNotify());
        Assert.Equal(4, device.TakeAll());

        Assert.False(sender.AwaitRoom());
        device.Complete(2, 0);
        Assert.True(device.WantsInterrupt(before: 0));
        Assert.True(sender.TakeSent());
        Assert.Equal(16, sender.Write(text.AsSpan(64)));
        Assert.False(sender.IsIdle);

        device.TakeAll();
        while (device.Held.Count > 0)
            device.Complete(0, 0);
        Assert.True(sender.TakeSent());
        Assert.True(sender.IsIdle);
    }

    [Fact]
    public void Sender_of_a_hostile_device_stops_and_gives_no_piece_twice()
    {
        ConsoleSender sender = NewSender(pieces: 4, pieceBytes: 16, eventIndex: true, out FakeDevice device);
        sender.Write(new byte[40]);
        device.TakeAll();
        device.Write(device.Held[0].Head, 1); // more bytes than a piece that is only read can be given
        sender.TakeSent();
        Assert.True(sender.Queue.IsBroken);
        Assert.False(sender.HasRoom);
        Assert.Equal(0, sender.Write(new byte[10]));
        Assert.True(sender.IsIdle);
    }

    [Fact]
    public void What_comes_is_read_in_order_across_pieces()
    {
        ConsoleReceiver receiver = NewReceiver(pieces: 4, pieceBytes: 8, out FakeDevice device);
        Assert.Equal(4, device.TakeAll());
        Assert.True(receiver.Peek().IsEmpty);
        device.Complete(0, 8);
        device.Complete(0, 0); // a piece without a byte means nothing
        device.Complete(0, 3);
        Assert.Equal(8, receiver.Peek().Length);
        receiver.Skip(5);
        Assert.Equal(3, receiver.Peek().Length);
        receiver.Skip(3);
        Assert.Equal(3, receiver.Peek().Length);
        receiver.Skip(3);
        Assert.True(receiver.Peek().IsEmpty);
        Assert.Equal(3, device.TakeAll()); // all three have been posted again
        Assert.False(receiver.Queue.IsBroken);
    }

    [Theory]
    [InlineData(9u, 8u)]
    [InlineData(0u, 9u)]
    public void Receiver_does_not_believe_a_piece_or_a_length_that_cannot_be(uint head, uint length)
    {
        ConsoleReceiver receiver = NewReceiver(pieces: 4, pieceBytes: 8, out FakeDevice device);
        device.TakeAll();
        device.Write(head, length);
        Assert.True(receiver.Peek().IsEmpty);
        Assert.True(receiver.Queue.IsBroken);
    }

    [Fact]
    public void Whatever_a_device_scribbles_both_directions_stay_within_their_memory()
    {
        var random = new Random(11);
        for (int round = 0; round < 300; round++)
        {
            ConsoleSender sender = NewSender(pieces: 8, pieceBytes: 32, eventIndex: true, out FakeDevice reader);
            ConsoleReceiver receiver = NewReceiver(pieces: 8, pieceBytes: 32, out FakeDevice writer);
            for (int step = 0; step < 100; step++)
            {
                sender.TakeSent();
                sender.Write(new byte[random.Next(300)]);
                sender.Queue.ShouldNotify();
                ReadOnlySpan<byte> bytes = receiver.Peek();
                Assert.InRange(bytes.Length, 0, 32);
                receiver.Skip(bytes.IsEmpty ? 0 : random.Next(bytes.Length + 1));
                (random.Next(2) == 0 ? reader : writer).Scribble(random);
            }
        }
    }

    [Fact]
    public void Messages_are_read_as_the_specification_has_them()
    {
        byte[] name = [2, 0, 0, 0, 7, 0, 1, 0, .. "hermit.stdout\0"u8];
        Assert.True(ConsoleMessage.TryParse(name, out ConsoleMessage message, out ReadOnlySpan<byte> text));
        Assert.Equal((2u, ConsoleEvent.PortName, (ushort)1), (message.Port, message.Event, message.Value));
        Assert.Equal(ConsolePort.Output, ConsoleMessage.PortNamed(text));
        Assert.Equal(ConsolePort.None, ConsoleMessage.PortNamed("hermit"u8));
        Assert.False(ConsoleMessage.TryParse(name.AsSpan(0, 7), out _, out _));

        var bytes = new byte[ConsoleMessage.Bytes];
        new ConsoleMessage(0x01020304, ConsoleEvent.PortOpen, 1).Emit(bytes);
        Assert.Equal([4, 3, 2, 1, 6, 0, 1, 0], bytes);
    }

    private static ConsoleSender NewSender(int pieces, int pieceBytes, bool eventIndex, out FakeDevice device)
    {
        ConsoleSender sender = default;
        Assert.True(sender.Queue.TryInitialize(pieces, eventIndex));
        Assert.True(sender.TryInitialize(pieces, pieceBytes));
        device = new FakeDevice(sender.Queue, eventIndex);
        return sender;
    }

    private static ConsoleReceiver NewReceiver(int pieces, int pieceBytes, out FakeDevice device)
    {
        ConsoleReceiver receiver = default;
        Assert.True(receiver.Queue.TryInitialize(pieces, eventIndex: true));
        Assert.True(receiver.TryInitialize(pieces, pieceBytes));
        device = new FakeDevice(receiver.Queue, eventIndex: true);
        return receiver;
    }
}

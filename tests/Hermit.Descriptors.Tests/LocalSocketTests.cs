using Hermit.Abi;
using Hermit.Net;
using Hermit.Scheduling;

namespace Hermit.Descriptors.Tests;

/// <summary>Sockets with names, by descriptor.</summary>
[Collection(KernelCollection.Name)]
public sealed class LocalSocketTests
{
    [Fact]
    public void A_stream_carries_bytes_and_ends()
    {
        int listener = Listen("/tmp-stream"u8, 5);
        DescriptorTable.OpenLocalSocket(SocketKind.Stream, out int client);
        Assert.Equal(SystemError.None, DescriptorTable.Connect(client, new LocalName("/tmp-stream"u8)));
        Assert.Equal(SystemError.None, DescriptorTable.Accept(listener, out int accepted, out _));
        byte[] sent = new byte[3_000_000];
        new Random(1).NextBytes(sent);
        var writer = new Thread(() =>
        {
            Assert.Equal(SystemError.None, DescriptorTable.Write(client, sent, out int count));
            Assert.Equal(sent.Length, count);
            DescriptorTable.Close(client);
        });
        writer.Start();
        var received = new MemoryStream();
        byte[] buffer = new byte[70_000];
        while (DescriptorTable.Read(accepted, buffer, out int count) == SystemError.None && count != 0)
        {
            received.Write(buffer, 0, count);
        }

        Assert.True(writer.Join(10_000));
        Assert.Equal(sent, received.ToArray());
        Array.ForEach([listener, accepted], descriptor => DescriptorTable.Close(descriptor));
    }

    [Fact]
    public void Whoever_finds_a_listener_full_waits_until_somebody_was_accepted()
    {
        int listener = Listen("\0full"u8, 0);
        DescriptorTable.OpenLocalSocket(SocketKind.Stream, out int first);
        Assert.Equal(SystemError.None, DescriptorTable.Connect(first, new LocalName("\0full"u8)));
        DescriptorTable.OpenLocalSocket(SocketKind.Stream, out int second);
        DescriptorTable.SetNonBlocking(second, true);
        Assert.Equal(SystemError.WouldBlock, DescriptorTable.Connect(second, new LocalName("\0full"u8)));
        DescriptorTable.SetNonBlocking(second, false);
        SystemError result = SystemError.InProgress;
        var waiting = new Thread(() => result = DescriptorTable.Connect(second, new LocalName("\0full"u8)));
        waiting.Start();
        Assert.Equal(SystemError.None, DescriptorTable.Accept(listener, out int accepted, out _));
        Assert.True(waiting.Join(10_000));
        Assert.Equal(SystemError.None, result);
        DescriptorTable.Close(listener);
        Assert.Equal(SystemError.ConnectionReset, DescriptorTable.Read(second, new byte[1], out _));
        Array.ForEach([first, second, accepted], descriptor => DescriptorTable.Close(descriptor));
    }

    [Fact]
    public void Datagrams_stay_apart_and_their_sender_waits_for_room()
    {
        DescriptorTable.OpenLocalSocket(SocketKind.Datagram, out int receiver);
        DescriptorTable.Bind(receiver, new LocalName("\0inbox"u8));
        DescriptorTable.OpenLocalSocket(SocketKind.Datagram, out int sender);
        DescriptorTable.Bind(sender, new LocalName("\0outbox"u8));
        DescriptorTable.Connect(sender, new LocalName("\0inbox"u8));
        const int Count = 1000;
        var writer = new Thread(() =>
        {
            for (int i = 0; i < Count; i++)
            {
                Assert.Equal(SystemError.None, DescriptorTable.Send(sender, new byte[i], default, out _));
            }
        });
        writer.Start();
        byte[] buffer = new byte[Count];
        for (int i = 0; i < Count; i++)
        {
            Assert.Equal(SystemError.None, DescriptorTable.Receive(receiver, buffer, false, true, out int length, out _, out LocalName source));
            Assert.Equal(i, length);
            Assert.Equal("\0outbox"u8, source.Span);
        }

        Assert.True(writer.Join(10_000));
        Assert.Equal(SystemError.MessageTooLarge, DescriptorTable.Send(sender, new byte[300_000], default, out _));
        DescriptorTable.Close(receiver);
        Assert.Equal(SystemError.ConnectionRefused, DescriptorTable.Send(sender, new byte[1], default, out _));
        DescriptorTable.Close(sender);
    }

    [Fact]
    public void An_event_port_tells_of_connections_data_and_ends()
    {
        int listener = Listen("\0events"u8, 5);
        DescriptorTable.MakeEventPort(out int port);
        Assert.Equal(SystemError.None, DescriptorTable.Register(port, listener, SocketEvents.Read, 1));
        DescriptorTable.OpenLocalSocket(SocketKind.Stream, out int client);
        DescriptorTable.Connect(client, new LocalName("\0events"u8));
        SocketEvent[] events = new SocketEvent[4];
        DescriptorTable.WaitForEvents(port, events, out _);
        Assert.Equal(1u, (uint)events[0].Data);
        DescriptorTable.Accept(listener, out int accepted, out _);
        Assert.Equal(SystemError.None, DescriptorTable.Register(port, accepted, SocketEvents.Read | SocketEvents.ReadClose, 2));
        DescriptorTable.Write(client, "x"u8, out _);
        Assert.Equal(SocketEvents.Read, Next(port, events));
        DescriptorTable.Read(accepted, new byte[10], out _);
        DescriptorTable.Close(client);
        Assert.Equal(SocketEvents.Read | SocketEvents.ReadClose | SocketEvents.Close, Next(port, events));
        Array.ForEach([listener, accepted, port], descriptor => DescriptorTable.Close(descriptor));
    }

    [Fact]
    public void What_waits_in_a_ring_is_taken_back_whole()
    {
        var store = default(Hermit.Memory.PageStore);
        var ring = default(PagedByteRing);
        var random = new Random(5);
        var model = new Queue<byte>();
        byte[] bytes = new byte[20_000];
        for (int step = 0; step < 5000; step++)
        {
            int length = random.Next(bytes.Length);
            random.NextBytes(bytes.AsSpan(0, length));
            if (random.Next(2) == 0)
            {
                int written = ring.Write(ref store, LocalSocket.Capacity, bytes.AsSpan(0, length));
                int back = random.Next(4) == 0 ? random.Next(written + 1) : 0;
                ring.Unwrite(ref store, back);
                foreach (byte value in bytes.AsSpan(0, written - back))
                {
                    model.Enqueue(value);
                }
            }
            else
            {
                int read = ring.Read(ref store, bytes.AsSpan(0, length));
                Assert.Equal(Math.Min(length, model.Count), read);
                for (int i = 0; i < read; i++)
                {
                    Assert.Equal(model.Dequeue(), bytes[i]);
                }
            }

            Assert.Equal(model.Count, ring.Count);
        }

        ring.Clear(ref store);
        Assert.Equal(0, store.Count);
    }

    private static SocketEvents Next(int port, SocketEvent[] events)
    {
        DescriptorTable.WaitForEvents(port, events, out int count);
        Assert.Equal(1, count);
        return events[0].Events;
    }

    private static int Listen(ReadOnlySpan<byte> name, int backlog)
    {
        DescriptorTable.OpenLocalSocket(SocketKind.Stream, out int listener);
        Assert.Equal(SystemError.None, DescriptorTable.Bind(listener, new LocalName(name)));
        Assert.Equal(SystemError.None, DescriptorTable.Listen(listener, backlog));
        return listener;
    }
}

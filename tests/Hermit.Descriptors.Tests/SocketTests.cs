using Hermit.Abi;
using Hermit.Net;
using Hermit.Scheduling;

namespace Hermit.Descriptors.Tests;

/// <summary>Sockets by descriptor, over the loopback.</summary>
[Collection(KernelCollection.Name)]
public sealed class SocketTests
{
    [Fact]
    public void A_stream_connects_carries_bytes_and_ends()
    {
        int listener = Listen(out IpEndpoint address);
        Assert.Equal(SystemError.None, DescriptorTable.OpenSocket(SocketKind.Stream, IpProtocol.Tcp, false, out int client));
        Assert.Equal(SystemError.None, DescriptorTable.Connect(client, address));
        Assert.Equal(SystemError.None, DescriptorTable.Accept(listener, out int accepted, out _));
        byte[] sent = new byte[3_000_000];
        new Random(1).NextBytes(sent);
        var writer = new Thread(() =>
        {
            Assert.Equal(SystemError.None, DescriptorTable.Write(client, sent, out int count));
            Assert.Equal(sent.Length, count);
            DescriptorTable.Shutdown(client, read: false, write: true);
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
        Array.ForEach([listener, client, accepted], descriptor => DescriptorTable.Close(descriptor));
    }

    [Fact]
    public void An_event_port_tells_of_a_connection_and_of_data()
    {
        int listener = Listen(out IpEndpoint address);
        DescriptorTable.SetNonBlocking(listener, true);
        Assert.Equal(SystemError.WouldBlock, DescriptorTable.Accept(listener, out _, out _));
        DescriptorTable.MakeEventPort(out int port);
        Assert.Equal(SystemError.None, DescriptorTable.Register(port, listener, SocketEvents.Read, 5));
        DescriptorTable.OpenSocket(SocketKind.Stream, IpProtocol.Tcp, false, out int client);
        DescriptorTable.SetNonBlocking(client, true);
        Assert.Equal(SystemError.InProgress, DescriptorTable.Connect(client, address));
        SocketEvent[] events = new SocketEvent[4];
        Assert.Equal(SystemError.None, DescriptorTable.WaitForEvents(port, events, out _));
        Assert.Equal((5u, SocketEvents.Read), ((uint)events[0].Data, events[0].Events));
        Assert.Equal(SystemError.None, DescriptorTable.Accept(listener, out int accepted, out _));
        Assert.Equal(SystemError.None, DescriptorTable.TakeSocketError(client, out SystemError pending));
        Assert.Equal(SystemError.None, pending);
        PollEvent[] poll = [new() { Descriptor = accepted, Events = PollEvents.Readable }];
        DescriptorTable.Write(client, "x"u8, out _);
        DescriptorTable.Poll(poll, Deadline.In(5_000_000_000), out int ready);
        Assert.Equal(1, ready);
        Array.ForEach([listener, client, accepted, port], descriptor => DescriptorTable.Close(descriptor));
    }

    [Fact]
    public void Nobody_listens_is_an_error_and_a_time_out_too()
    {
        DescriptorTable.OpenSocket(SocketKind.Stream, IpProtocol.Tcp, false, out int client);
        Assert.Equal(SystemError.ConnectionRefused, DescriptorTable.Connect(client, new IpEndpoint(IpAddress.LoopbackV4, 9)));
        DescriptorTable.Close(client);
        DescriptorTable.OpenSocket(SocketKind.Datagram, IpProtocol.Udp, false, out int socket);
        DescriptorTable.Bind(socket, new IpEndpoint(IpAddress.LoopbackV4, 0));
        DescriptorTable.SetSocketTimeouts(socket, 50, null);
        Assert.Equal(SystemError.WouldBlock, DescriptorTable.Receive(socket, new byte[1], false, true, out _, out _));
        DescriptorTable.Close(socket);
        Assert.Equal(SystemError.NotASocket, DescriptorTable.Listen(1, 5));
    }

    private static int Listen(out IpEndpoint address)
    {
        DescriptorTable.OpenSocket(SocketKind.Stream, IpProtocol.Tcp, false, out int listener);
        Assert.Equal(SystemError.None, DescriptorTable.Bind(listener, new IpEndpoint(IpAddress.LoopbackV4, 0)));
        Assert.Equal(SystemError.None, DescriptorTable.Listen(listener, 10));
        DescriptorTable.GetEndpoints(listener, out address, out _, out _);
        return listener;
    }
}

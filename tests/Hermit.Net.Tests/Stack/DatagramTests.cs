using Hermit.Abi;
using Hermit.Memory;
using Hermit.Net.Tests.Machines;

using Xunit;

namespace Hermit.Net.Tests.Stack;

/// <summary>UDP between two machines: RFC 768, RFC 1122, section 4.1.</summary>
public class DatagramTests
{
    [Theory]
    [InlineData("10.0.0.1", "10.0.0.2", false)]
    [InlineData("fd00::1", "fd00::2", false)]
    [InlineData("10.0.0.1", "10.0.0.2", true)]
    [InlineData("fd00::1", "fd00::2", true)]
    public void Datagrams_arrive_with_their_addresses(string left, string right, bool offload)
    {
        var pair = new Pair(offload: offload);
        bool v6 = right.Contains(':');
        Handle<Socket> server = pair.Right.Udp(v6, 7);
        Handle<Socket> client = pair.Left.Udp(v6, 4000);
        for (int length = 0; length < 1400; length += 97)
        {
            byte[] payload = Pattern(length);
            Assert.Equal(SystemError.None, pair.Left.Send(client, payload, right, 7));
            pair.World.Run(0.01);
            Assert.Equal(payload, pair.Right.Receive(server, out DatagramInfo info, out _));
            Assert.Equal(new IpEndpoint(Node.Address(left), 4000), info.Source);
            Assert.Equal(Node.Address(right), info.Destination);
            Assert.Equal(64, info.HopLimit);
            Assert.Equal(length, info.Length);
        }
    }

    [Theory]
    [InlineData("10.0.0.2")]
    [InlineData("fd00::2")]
    public void Long_datagrams_are_cut_and_put_together(string right)
    {
        var pair = new Pair();
        bool v6 = right.Contains(':');
        Handle<Socket> server = pair.Right.Udp(v6, 7);
        Handle<Socket> client = pair.Left.Udp(v6);
        foreach (int length in new[] { 1472, 1473, 3000, 9000, 40_000, 65_487 })
        {
            byte[] payload = Pattern(length);
            Assert.Equal(SystemError.None, pair.Left.Send(client, payload, right, 7));
            pair.World.Run(0.01);
            Assert.Equal(payload, pair.Right.Receive(server));
        }

        Assert.Equal(SystemError.MessageTooLarge, pair.Left.Send(client, new byte[65_536], right, 7));
        Assert.Equal(pair.Right.Stack.Counters.Reassembled, v6 ? 6ul : 5ul);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("10.0.0.1")]
    public void Loopback_carries_datagrams_of_every_length(string own)
    {
        var pair = new Pair();
        bool v6 = own.Contains(':');
        Handle<Socket> server = pair.Left.Udp(v6, 7);
        Handle<Socket> client = pair.Left.Udp(v6);
        int sent = pair.Wire.Log.Count;
        foreach (int length in new[] { 0, 1, 2000, 65_000 })
        {
            byte[] payload = Pattern(length);
            Assert.Equal(SystemError.None, pair.Left.Send(client, payload, own, 7));
            pair.World.Run(0.001);
            Assert.Equal(payload, pair.Left.Receive(server));
        }

        Assert.Equal(sent, pair.Wire.Log.Count);
    }

    [Theory]
    [InlineData("10.0.0.2", false)]
    [InlineData("fd00::2", true)]
    public void A_closed_port_refuses_a_connected_socket(string right, bool v6)
    {
        // RFC 1122, section 4.1.3.1, and RFC 4443, section 3.1; Linux: udp(7), ECONNREFUSED.
        var pair = new Pair();
        Handle<Socket> client = pair.Left.Udp(v6);
        Assert.Equal(SystemError.None, pair.Left.Stack.Connect(client, new IpEndpoint(Node.Address(right), 9), pair.World.Now));
        Assert.Equal(SystemError.None, pair.Left.Send(client, [1]));
        pair.World.Run(0.1);
        Assert.Equal(Readiness.Readable | Readiness.Writable | Readiness.Error, pair.Left.Stack.GetReadiness(client));
        Assert.Null(pair.Left.Receive(client, out _, out SystemError error));
        Assert.Equal(SystemError.ConnectionRefused, error);
        Assert.Equal(SystemError.WouldBlock, pair.Left.Stack.Receive(client, [], false, out _, out _));
    }

    [Fact]
    public void A_connected_socket_receives_from_its_peer_only()
    {
        var pair = new Pair();
        Handle<Socket> server = pair.Right.Udp(port: 7);
        Handle<Socket> wildcard = pair.Right.Udp();
        Assert.Equal(SystemError.None, pair.Right.Stack.SetOption(server, SocketOption.ReuseAddress, 1));
        Assert.Equal(SystemError.None, pair.Right.Stack.SetOption(wildcard, SocketOption.ReuseAddress, 1));
        Assert.Equal(SystemError.None, pair.Right.Stack.Bind(wildcard, new IpEndpoint(IpAddress.AnyV4, 7)));
        Assert.Equal(SystemError.None, pair.Right.Stack.Connect(server, new IpEndpoint(Node.Address("10.0.0.1"), 4000), pair.World.Now));
        Handle<Socket> peer = pair.Left.Udp(port: 4000);
        Handle<Socket> stranger = pair.Left.Udp(port: 4001);
        pair.Left.Send(peer, [1], "10.0.0.2", 7);
        pair.Left.Send(stranger, [2], "10.0.0.2", 7);
        pair.World.Run(0.1);
        Assert.Equal([1], pair.Right.Receive(server));
        Assert.Null(pair.Right.Receive(server));
        Assert.Equal([2], pair.Right.Receive(wildcard));
    }

    [Fact]
    public void A_dual_mode_socket_speaks_both_families()
    {
        var pair = new Pair();
        Handle<Socket> server = pair.Right.Udp(v6: true, 7);
        Handle<Socket> v4 = pair.Left.Udp(port: 4000);
        Handle<Socket> v6 = pair.Left.Udp(v6: true, 4001);
        pair.Left.Send(v4, [4], "10.0.0.2", 7);
        pair.World.Run(0.1);
        pair.Left.Send(v6, [6], "fd00::2", 7);
        pair.World.Run(0.1);
        Assert.Equal([4], pair.Right.Receive(server, out DatagramInfo info, out _));
        Assert.Equal(new IpEndpoint(Node.Address("10.0.0.1"), 4000), info.Source);
        Assert.Equal(SystemError.None, pair.Right.Stack.Send(server, [44], info.Source, pair.World.Now));
        Assert.Equal([6], pair.Right.Receive(server, out info, out _));
        Assert.Equal(SystemError.None, pair.Right.Stack.Send(server, [66], info.Source, pair.World.Now));
        pair.World.Run(0.1);
        Assert.Equal([44], pair.Left.Receive(v4));
        Assert.Equal([66], pair.Left.Receive(v6));
    }

    [Fact]
    public void A_v6_only_socket_leaves_the_port_to_v4()
    {
        var pair = new Pair();
        Assert.Equal(SystemError.None, pair.Left.Stack.OpenUdp(v6: true, out Handle<Socket> v6));
        Assert.Equal(SystemError.None, pair.Left.Stack.SetOption(v6, SocketOption.V6Only, 1));
        Assert.Equal(SystemError.None, pair.Left.Stack.Bind(v6, new IpEndpoint(IpAddress.AnyV6, 7)));
        _ = pair.Left.Udp(port: 7);
        Assert.Equal(SystemError.None, pair.Left.Stack.OpenUdp(v6: true, out Handle<Socket> dual));
        Assert.Equal(SystemError.AddressInUse, pair.Left.Stack.Bind(dual, new IpEndpoint(IpAddress.AnyV6, 7)));
    }

    [Fact]
    public void Addresses_that_are_not_ours_cannot_be_bound()
    {
        var pair = new Pair();
        Assert.Equal(SystemError.None, pair.Left.Stack.OpenUdp(false, out Handle<Socket> socket));
        Assert.Equal(SystemError.AddressNotAvailable, pair.Left.Stack.Bind(socket, new IpEndpoint(Node.Address("10.0.0.9"), 7)));
        Assert.Equal(SystemError.AddressFamilyNotSupported, pair.Left.Stack.Bind(socket, new IpEndpoint(Node.Address("fd00::1"), 7)));
        Assert.Equal(SystemError.None, pair.Left.Stack.Bind(socket, new IpEndpoint(Node.Address("10.0.0.1"), 7)));
        Assert.Equal(SystemError.Invalid, pair.Left.Stack.Bind(socket, new IpEndpoint(Node.Address("10.0.0.1"), 8)));
    }

    [Fact]
    public void Without_a_route_the_network_is_unreachable()
    {
        var pair = new Pair();
        Handle<Socket> socket = pair.Left.Udp();
        Assert.Equal(SystemError.NetworkUnreachable, pair.Left.Send(socket, [1], "192.0.2.1", 7));
        Assert.Equal(SystemError.DestinationRequired, pair.Left.Send(socket, [1]));
        Assert.Equal(SystemError.AddressFamilyNotSupported, pair.Left.Send(socket, [1], "fd00::2", 7));
        Assert.Equal(SystemError.AccessDenied, pair.Left.Send(socket, [1], "255.255.255.255", 7));
        Assert.Equal(SystemError.AccessDenied, pair.Left.Send(socket, [1], "10.0.0.255", 7));
    }

    [Fact]
    public void Broadcasts_reach_everybody_on_the_subnet()
    {
        var pair = new Pair();
        Handle<Socket> server = pair.Right.Udp(port: 7);
        Handle<Socket> client = pair.Left.Udp();
        Assert.Equal(SystemError.None, pair.Left.Stack.SetOption(client, SocketOption.Broadcast, 1));
        Assert.Equal(SystemError.None, pair.Left.Send(client, [1], "10.0.0.255", 7));
        Assert.Equal(SystemError.None, pair.Left.Send(client, [2], "255.255.255.255", 7));
        pair.World.Run(0.1);
        Assert.Equal([1], pair.Right.Receive(server));
        Assert.Equal([2], pair.Right.Receive(server));
    }

    [Theory]
    [InlineData("239.1.2.3", false)]
    [InlineData("ff02::1234", true)]
    [InlineData("ff05::1234", true)]
    public void Groups_are_joined_and_left(string group, bool v6)
    {
        var pair = new Pair();
        Handle<Socket> server = pair.Right.Udp(v6, 7);
        Handle<Socket> own = pair.Left.Udp(v6, 7);
        Handle<Socket> client = pair.Left.Udp(v6);
        Assert.Equal(SystemError.None, pair.Left.Stack.SetOption(client, SocketOption.MulticastInterface, Node.Ethernet));
        Assert.Equal(SystemError.None, pair.Left.Send(client, [1], group, 7));
        pair.World.Run(0.1);
        Assert.Null(pair.Right.Receive(server));
        Assert.Equal(SystemError.None, pair.Right.Stack.Join(server, Node.Address(group), Node.Ethernet, pair.World.Now));
        Assert.Equal(SystemError.AddressInUse, pair.Right.Stack.Join(server, Node.Address(group), Node.Ethernet, pair.World.Now));
        Assert.Equal(SystemError.None, pair.Left.Stack.Join(own, Node.Address(group), Node.Ethernet, pair.World.Now));
        pair.World.Run(5);
        Assert.Equal(SystemError.None, pair.Left.Send(client, [2], group, 7));
        pair.World.Run(0.1);
        Assert.Equal([2], pair.Right.Receive(server, out DatagramInfo info, out _));
        Assert.Equal(1, info.HopLimit);
        Assert.Equal([2], pair.Left.Receive(own));
        Assert.Equal(SystemError.None, pair.Left.Stack.SetOption(client, SocketOption.MulticastLoop, 0));
        Assert.Equal(SystemError.None, pair.Right.Stack.Leave(server, Node.Address(group), Node.Ethernet, pair.World.Now));
        Assert.Equal(SystemError.None, pair.Left.Send(client, [3], group, 7));
        pair.World.Run(0.1);
        Assert.Null(pair.Right.Receive(server));
        Assert.Null(pair.Left.Receive(own));
        Assert.Equal(SystemError.AddressNotAvailable, pair.Right.Stack.Leave(server, Node.Address(group), Node.Ethernet, pair.World.Now));
    }

    [Fact]
    public void A_full_queue_drops_and_the_rest_of_the_machine_goes_on()
    {
        var pair = new Pair();
        Handle<Socket> server = pair.Right.Udp(port: 7);
        Handle<Socket> client = pair.Left.Udp();
        Assert.Equal(SystemError.None, pair.Right.Stack.SetOption(server, SocketOption.ReceiveBuffer, 20_480));
        for (int i = 0; i < 100; i++)
        {
            Assert.Equal(SystemError.None, pair.Left.Send(client, [(byte)i], "10.0.0.2", 7));
            pair.World.Run(0.001);
        }

        Assert.Equal(90ul, pair.Right.Stack.Counters.UdpReceiveBufferErrors);
        for (int i = 0; i < 10; i++)
        {
            Assert.Equal(new[] { (byte)i }, pair.Right.Receive(server));
        }

        Assert.Null(pair.Right.Receive(server));
        Assert.Equal(0, pair.Right.Stack.QueuedBuffers);
    }

    [Fact]
    public void Changes_are_told_once_each_until_taken()
    {
        var pair = new Pair();
        Handle<Socket> server = pair.Right.Udp(port: 7);
        pair.Right.Stack.SetToken(server, 99);
        Handle<Socket> client = pair.Left.Udp();
        pair.Left.Send(client, [1], "10.0.0.2", 7);
        pair.Left.Send(client, [2], "10.0.0.2", 7);
        pair.World.Run(0.1);
        Assert.True(pair.Right.Stack.TryTakeChange(out SocketChange change));
        Assert.Equal(server, change.Socket);
        Assert.Equal(99ul, change.Token);
        Assert.Equal(Readiness.Readable, change.Events);
        Assert.Equal(Readiness.Readable | Readiness.Writable, change.Ready);
        Assert.False(pair.Right.Stack.TryTakeChange(out _));
        pair.Left.Send(client, [3], "10.0.0.2", 7);
        pair.World.Run(0.1);
        Assert.Equal(SystemError.None, pair.Right.Stack.Close(server, pair.World.Now));
        Assert.False(pair.Right.Stack.TryTakeChange(out _));
        Assert.Equal(SystemError.BadDescriptor, pair.Right.Stack.Receive(server, new byte[1], false, out _, out _));
    }

    [Fact]
    public void A_damaged_datagram_is_dropped()
    {
        var pair = new Pair();
        Handle<Socket> server = pair.Right.Udp(port: 7);
        Handle<Socket> client = pair.Left.Udp();
        pair.Left.Send(client, [0], "10.0.0.2", 7);
        pair.World.Run(0.1);
        pair.Right.Receive(server);
        pair.Right.Faults.Corruption = 1_000_000;
        for (int i = 0; i < 200; i++)
        {
            pair.Left.Send(client, Pattern(500), "10.0.0.2", 7);
            pair.World.Run(0.001);
        }

        while (pair.Right.Receive(server) is byte[] payload)
        {
            Assert.Equal(Pattern(500), payload);
        }
    }

    [Fact]
    public void Everything_goes_back_to_the_pool()
    {
        var pair = new Pair();
        Handle<Socket> server = pair.Right.Udp(port: 7);
        Handle<Socket> client = pair.Left.Udp();
        for (int i = 0; i < 50; i++)
        {
            pair.Left.Send(client, Pattern(5000), "10.0.0.2", 7);
            pair.Left.Send(client, Pattern(5), "10.0.0.2", 8);
            pair.World.Run(0.01);
        }

        pair.Right.Stack.Close(server, pair.World.Now);
        pair.World.Run(100);
        Assert.Equal(0, pair.Left.Stack.Packets.Count);
        Assert.Equal(0, pair.Right.Stack.Packets.Count);
    }

    private static byte[] Pattern(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)(i * 7 + (i >> 8)))];
}

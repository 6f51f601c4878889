using Hermit.Abi;
using Hermit.Memory;
using Hermit.Net.Tests.Machines;

using Xunit;

namespace Hermit.Net.Tests.Stack;

/// <summary>Finding neighbours: RFC 826, RFC 1122, section 2.3.2, RFC 4861, section 7.</summary>
public class NeighborTests
{
    [Theory]
    [InlineData("10.0.0.2", EtherType.Arp)]
    [InlineData("fd00::2", EtherType.Ipv6)]
    public void The_first_packet_waits_for_the_answer_and_the_next_ones_do_not_ask(string right, EtherType type)
    {
        var pair = new Pair();
        bool v6 = right.Contains(':');
        Handle<Socket> server = pair.Right.Udp(v6, 7);
        Handle<Socket> client = pair.Left.Udp(v6);
        pair.Wire.Log.Clear();
        pair.Left.Send(client, [1], right, 7);
        pair.World.Run(0.1);
        Assert.Equal([1], pair.Right.Receive(server));
        Assert.Equal([type, type, v6 ? EtherType.Ipv6 : EtherType.Ipv4], pair.Wire.Log.Select(TypeOf));
        pair.Left.Send(client, [2], right, 7);
        pair.World.Run(0.1);
        Assert.Equal(4, pair.Wire.Log.Count);
    }

    [Theory]
    [InlineData("10.0.0.99")]
    [InlineData("fd00::99")]
    public void A_neighbor_that_is_not_there_is_asked_three_times_and_the_sender_is_told(string absent)
    {
        var pair = new Pair();
        Handle<Socket> client = pair.Left.Udp(absent.Contains(':'));
        Assert.Equal(SystemError.None, pair.Left.Stack.Connect(client, new IpEndpoint(Node.Address(absent), 7), pair.World.Now));
        pair.Wire.Log.Clear();
        for (int i = 0; i < 10; i++)
        {
            Assert.Equal(SystemError.None, pair.Left.Send(client, [1]));
        }

        pair.World.Run(2.9);
        Assert.Equal(3, pair.Wire.Log.Count);
        Assert.Equal(Readiness.Writable, pair.Left.Stack.GetReadiness(client));
        pair.World.Run(0.2);
        Assert.Equal(SystemError.HostUnreachable, pair.Left.Stack.TakeError(client));
        Assert.Equal(0, pair.Left.Stack.Packets.Count);
        Assert.Equal(0, pair.Left.Stack.NeighborCount);
    }

    [Theory]
    [InlineData("10.0.0.2")]
    [InlineData("fd00::2")]
    public void A_neighbor_that_moves_is_found_again(string right)
    {
        // RFC 4861, section 7.3.3: stale, delay, probe, gone; then asked for anew.
        var pair = new Pair();
        bool v6 = right.Contains(':');
        Handle<Socket> client = pair.Left.Udp(v6);
        pair.Left.Send(client, [1], right, 7);
        pair.World.Run(60);
        Assert.Equal(SystemError.None, pair.Right.Stack.RemoveAddress(Node.Ethernet, Node.Address(right), pair.World.Now));
        pair.World.Run(1);
        var third = new Node(pair.World, pair.Wire, 3);
        pair.World.Run(0.1);

        // Without the announcement that would tell everybody at once.
        pair.Wire.IsUp = true;
        pair.Right.Faults.Loss = 1_000_000;
        pair.Left.Faults.Loss = 1_000_000;
        third.With(right, v6 ? 64 : 24);
        pair.World.Run(0.1);
        pair.Left.Faults.Loss = 0;
        Handle<Socket> server = third.Udp(v6, 7);
        for (int i = 0; i < 15; i++)
        {
            pair.Left.Send(client, [2], right, 7);
            pair.World.Run(1);
        }

        Assert.Equal([2], third.Receive(server));
    }

    [Fact]
    public void An_announcement_moves_an_address_at_once()
    {
        // RFC 5227, section 2.3: a gratuitous request replaces what is known.
        var pair = new Pair();
        Handle<Socket> client = pair.Left.Udp();
        pair.Left.Send(client, [1], "10.0.0.2", 7);
        pair.World.Run(0.1);
        pair.Right.Stack.RemoveAddress(Node.Ethernet, Node.Address("10.0.0.2"), pair.World.Now);
        var third = new Node(pair.World, pair.Wire, 3);
        pair.World.Run(0.1);
        third.With("10.0.0.2", 24);
        Handle<Socket> server = third.Udp(port: 7);
        pair.World.Run(0.1);
        pair.Left.Send(client, [2], "10.0.0.2", 7);
        pair.World.Run(0.1);
        Assert.Equal([2], third.Receive(server));
    }

    [Fact]
    public void A_scan_of_a_subnet_does_not_displace_neighbors_in_use()
    {
        var pair = new Pair();
        Node left = pair.Left.With("10.1.0.1", 16);
        Handle<Socket> server = pair.Right.Udp(port: 7);
        Handle<Socket> client = left.Udp();
        left.Send(client, [1], "10.0.0.2", 7);
        pair.World.Run(0.1);
        for (int i = 1; i < 20_000; i++)
        {
            left.Send(client, [1], $"10.1.{i / 250}.{(i % 250) + 2}", 7);
            left.Run();
        }

        Assert.True(left.Stack.NeighborCount <= NeighborCache.IncompleteLimit + 1);
        pair.Wire.Log.Clear();
        left.Send(client, [9], "10.0.0.2", 7);
        left.Run();
        Assert.Equal(EtherType.Ipv4, TypeOf(pair.Wire.Log[^1]));
        pair.World.Run(30);
        Assert.Equal([1], pair.Right.Receive(server));
        Assert.Equal([9], pair.Right.Receive(server));
        Assert.Equal(0, left.Stack.Packets.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_flood_of_strangers_displaces_no_neighbor_in_use(bool v6)
    {
        var pair = new Pair();
        pair.Right.With("10.9.0.1", 8);
        Handle<Socket> server = pair.Right.Udp(v6, 7);
        Handle<Socket> client = pair.Left.Udp(v6);
        string right = v6 ? "fd00::2" : "10.0.0.2";
        pair.Right.Send(server, [0], v6 ? "fd00::1" : "10.0.0.1", 9);
        pair.World.Run(0.1);
        for (int i = 0; i < 5000; i++)
        {
            pair.Wire.Inject(v6 ? Solicitation(i, pair.Right.Hardware) : Question(i, pair.Right.Hardware));
            if (i % 50 == 0)
            {
                pair.World.Run(0.0001);
            }
        }

        pair.World.Run(0.1);
        Assert.True(pair.Right.Stack.NeighborCount <= NetworkStack.NeighborLimit);
        pair.Wire.Log.Clear();
        Assert.Equal(SystemError.None, pair.Right.Send(server, [1], v6 ? "fd00::1" : "10.0.0.1", 9));
        pair.Right.Run();
        Assert.Equal(v6 ? EtherType.Ipv6 : EtherType.Ipv4, TypeOf(pair.Wire.Log[0]));
        Assert.Equal(pair.Left.Hardware, MacAddress.Read(pair.Wire.Log[0]));
        pair.Left.Send(client, [1], right, 7);
        pair.World.Run(0.1);
        Assert.Equal([1], pair.Right.Receive(server));
    }

    [Fact]
    public void A_VLAN_is_a_link_of_its_own()
    {
        // IEEE 802.1Q.
        var world = new World();
        Segment wire = world.Ethernet();
        Node left = new Node(world, wire, 1, vlan: 5).With("10.0.0.1", 24);
        Node right = new Node(world, wire, 2, vlan: 5).With("10.0.0.2", 24);
        Node other = new Node(world, wire, 3).With("10.0.0.3", 24);
        world.Run(0.1);
        Handle<Socket> server = right.Udp(port: 7);
        Handle<Socket> outside = other.Udp(port: 7);
        Handle<Socket> client = left.Udp();
        left.Send(client, [1], "10.0.0.2", 7);
        left.Send(client, [1], "10.0.0.3", 7);
        world.Run(4);
        Assert.Equal([1], right.Receive(server));
        Assert.Null(other.Receive(outside));
        Assert.All(wire.Log.Where(frame => MacAddress.Read(frame.AsSpan(6)).Equals(left.Hardware)), frame => Assert.Equal([0x81, 0, 0, 5], frame[12..16]));
    }

    internal static EtherType TypeOf(byte[] frame)
    {
        Assert.True(EthernetHeader.TryParse(frame, out EthernetHeader header));
        return header.Type;
    }

    private static byte[] Question(int number, MacAddress destination)
    {
        byte[] frame = new byte[60];
        var hardware = new MacAddress(0x0600_0000_0000ul + (uint)number);
        new EthernetHeader { Source = hardware, Destination = destination, Type = EtherType.Arp }.Emit(frame);
        new ArpMessage
        {
            Operation = ArpMessage.Request,
            SenderHardware = hardware,
            Sender = IpAddress.FromV4(0x0A0A0000u + (uint)number),
            Target = Node.Address("10.0.0.2"),
        }.Emit(frame.AsSpan(14));
        return frame;
    }

    private static byte[] Solicitation(int number, MacAddress destination)
    {
        byte[] frame = new byte[14 + 40 + 32];
        var hardware = new MacAddress(0x0600_0000_0000ul + (uint)number);
        IpAddress source = IpAddress.FromV6(0xFD00_0000_0000_0000, 0x1_0000ul + (uint)number);
        IpAddress target = Node.Address("fd00::2");
        new EthernetHeader { Source = hardware, Destination = destination, Type = EtherType.Ipv6 }.Emit(frame);
        new Ipv6Header { Source = source, Destination = target, HopLimit = 255, NextHeader = IpProtocol.Icmpv6, PayloadLength = 32 }.Emit(frame.AsSpan(14));
        Span<byte> message = frame.AsSpan(54);
        new NdpNeighborMessage { Target = target }.Emit(message);
        var writer = new ByteWriter(message[24..]);
        NdpOption.TryEmitLinkAddress(ref writer, NdpOption.SourceLinkAddress, hardware);
        ushort checksum = InternetChecksum.Finish(InternetChecksum.Add(message, InternetChecksum.PseudoHeader(source, target, 58, 32)));
        System.Buffers.Binary.BinaryPrimitives.WriteUInt16BigEndian(message[2..], checksum);
        return frame;
    }
}

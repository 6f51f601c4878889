using System.Buffers.Binary;

using Hermit.Abi;
using Hermit.Memory;
using Hermit.Net.Tests.Machines;

using Xunit;

namespace Hermit.Net.Tests.Stack;

/// <summary>ICMP and ICMPv6: RFC 792, RFC 1122, section 3.2.2, RFC 4443; path MTUs: RFC 1191, RFC 8201.</summary>
public class IcmpTests
{
    [Theory]
    [InlineData("10.0.0.2")]
    [InlineData("fd00::2")]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public void Ping_sockets_get_the_answers_to_their_questions(string right)
    {
        var pair = new Pair();
        bool v6 = right.Contains(':');
        Assert.Equal(SystemError.None, pair.Left.Stack.OpenPing(v6, out Handle<Socket> first));
        Assert.Equal(SystemError.None, pair.Left.Stack.OpenPing(v6, out Handle<Socket> second));
        foreach (int length in new[] { 0, 56, 1464, 4000 })
        {
            byte[] request = Echo(v6, sequence: length, length);
            Assert.Equal(SystemError.None, pair.Left.Stack.Send(first, request, new IpEndpoint(Node.Address(right), 0), pair.World.Now));
            pair.World.Run(0.1);
            byte[]? reply = pair.Left.Receive(first, out DatagramInfo info, out _);
            Assert.NotNull(reply);
            Assert.Null(pair.Left.Receive(second));
            Assert.Equal(v6 ? 129 : 0, reply[0]);
            Assert.Equal(request[6..], reply[6..]);
            Assert.Equal(Node.Address(right), info.Source.Address);
        }
    }

    [Fact]
    public void Raw_sockets_see_whole_packets_of_their_protocol()
    {
        // raw(7): with the IP header. What .NET's Ping uses where it may.
        var pair = new Pair();
        Assert.Equal(SystemError.None, pair.Left.Stack.OpenRaw(IpProtocol.Icmpv4, v6: false, out Handle<Socket> raw));
        byte[] request = Echo(false, 1, 32);
        BinaryPrimitives.WriteUInt16BigEndian(request.AsSpan(4), 4242);
        BinaryPrimitives.WriteUInt16BigEndian(request.AsSpan(2), InternetChecksum.Finish(InternetChecksum.Add(request)));
        Assert.Equal(SystemError.None, pair.Left.Stack.Send(raw, request, new IpEndpoint(Node.Address("10.0.0.2"), 0), pair.World.Now));
        pair.World.Run(0.1);
        byte[]? reply = pair.Left.Receive(raw);
        Assert.NotNull(reply);
        Assert.Equal(0x45, reply[0]);
        Assert.Equal(60, reply.Length);
        Assert.Equal(request[4..], reply[24..]);
        Assert.Equal(SystemError.None, pair.Left.Stack.Close(raw, pair.World.Now));
        pair.World.Run(1);
        Assert.Equal(0, pair.Left.Stack.Packets.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Errors_are_rate_limited(bool v6)
    {
        // RFC 1812, section 4.3.2.8; RFC 4443, section 2.4 (f).
        var pair = new Pair();
        Handle<Socket> client = pair.Left.Udp(v6);
        pair.Left.Send(client, [0], v6 ? "fd00::2" : "10.0.0.2", 9);
        pair.World.Run(1);
        ulong before = pair.Right.Stack.Counters.IcmpSent;
        for (int i = 0; i < 1000; i++)
        {
            pair.Left.Send(client, [1], v6 ? "fd00::2" : "10.0.0.2", 9);
        }

        pair.World.Run(0.001);
        Assert.InRange(pair.Right.Stack.Counters.IcmpSent - before, 40ul, 60ul);
        Assert.Equal(1001ul, pair.Right.Stack.Counters.UdpNoPorts);
    }

    [Fact]
    public void Broadcasts_and_groups_are_not_answered_with_errors_or_echoes()
    {
        var pair = new Pair();
        Handle<Socket> client = pair.Left.Udp();
        ulong before = pair.Right.Stack.Counters.IcmpSent;
        pair.Left.Stack.SetOption(client, SocketOption.Broadcast, 1);
        pair.Left.Send(client, [1], "10.0.0.255", 9);
        Assert.Equal(SystemError.None, pair.Left.Stack.OpenPing(false, out Handle<Socket> ping));
        pair.Left.Stack.SetOption(ping, SocketOption.Broadcast, 1);
        pair.Left.Stack.Send(ping, Echo(false, 1, 8), new IpEndpoint(Node.Address("10.0.0.255"), 0), pair.World.Now);
        pair.World.Run(0.1);
        Assert.Equal(before, pair.Right.Stack.Counters.IcmpSent);
        Assert.Null(pair.Left.Receive(ping));
    }

    [Fact]
    public void A_router_that_needs_shorter_packets_is_heeded()
    {
        // RFC 1191, section 3: destination unreachable, code 4, with the MTU of the next hop.
        var pair = new Pair();
        Handle<Socket> server = pair.Right.Udp(port: 7);
        Handle<Socket> client = pair.Left.Udp(port: 4000);
        Handle<Socket> strict = pair.Left.Udp(port: 4001);
        pair.Left.Stack.SetOption(strict, SocketOption.DontFragment, 1);
        pair.Left.Stack.Connect(strict, new IpEndpoint(Node.Address("10.0.0.2"), 7), pair.World.Now);
        pair.Left.Send(client, new byte[1400], "10.0.0.2", 7);
        pair.Left.Send(strict, new byte[1400]);
        pair.World.Run(0.1);
        foreach (byte[] sent in pair.Wire.Log.Where(frame => frame.Length > 1400).ToArray())
        {
            pair.Wire.Inject(TooBig(sent, pair.Left.Hardware, 1000));
        }

        pair.World.Run(0.1);
        Assert.Equal(SystemError.MessageTooLarge, pair.Left.Stack.TakeError(strict));
        Assert.Equal(SystemError.MessageTooLarge, pair.Left.Send(strict, new byte[1400]));
        Assert.Equal(SystemError.None, pair.Left.Send(strict, new byte[972]));
        pair.Wire.Log.Clear();
        pair.Left.Send(client, new byte[1400], "10.0.0.2", 7);
        pair.World.Run(0.1);
        Assert.All(pair.Wire.Log, frame => Assert.True(frame.Length <= 1014));

        // RFC 1191, section 6.3: after ten minutes it is tried again.
        pair.World.Run(601);
        Assert.Equal(SystemError.None, pair.Left.Send(strict, new byte[1400]));
        Assert.NotNull(pair.Right.Receive(server));
    }

    [Fact]
    public void A_forged_error_about_what_was_not_sent_is_ignored()
    {
        var pair = new Pair();
        Handle<Socket> client = pair.Left.Udp(port: 4000);
        pair.Left.Stack.Connect(client, new IpEndpoint(Node.Address("10.0.0.2"), 7), pair.World.Now);
        pair.Left.Send(client, new byte[1400]);
        pair.World.Run(0.1);
        byte[] sent = pair.Wire.Log.Last(frame => frame.Length > 1400);
        pair.Left.Stack.TakeError(client);

        // The quoted source is not ours.
        byte[] forged = [.. sent];
        forged[14 + 15] = 77;
        pair.Wire.Inject(TooBig(forged, pair.Left.Hardware, 600));

        // Nobody gets a path below the minimum.
        pair.Wire.Inject(TooBig(sent, pair.Left.Hardware, 68));
        pair.World.Run(0.1);
        pair.Wire.Log.Clear();
        pair.Left.Send(client, new byte[1000]);
        pair.World.Run(0.1);
        Assert.Contains(pair.Wire.Log, frame => frame.Length is > 500 and <= 14 + PathMtuCache.MinimumV4);
    }

    [Theory]
    [InlineData(60, 0x80, 2)]
    [InlineData(60, 0xC0, 2)]
    [InlineData(60, 0x40, -1)]
    [InlineData(60, 0x1E, 0)]
    public void Unknown_options_of_IPv6_are_treated_as_their_bits_say(int header, int option, int expectedCode)
    {
        // RFC 8200, section 4.2: 00 skip, 01 discard, 10 discard and tell, 11 discard and tell unless it went to a group.
        var pair = new Pair();
        Handle<Socket> server = pair.Right.Udp(v6: true, 7);
        pair.Left.Send(pair.Left.Udp(v6: true), [5], "fd00::2", 7);
        pair.World.Run(0.1);
        pair.Right.Receive(server);
        byte[] plain = pair.Wire.Log.Last(frame => NeighborTests.TypeOf(frame) == EtherType.Ipv6 && frame[20] == 17);
        byte[] frame = [.. plain[..54], 17, 0, (byte)option, 4, 0, 0, 0, 0, .. plain[54..]];
        frame[20] = (byte)header;
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(18), (ushort)(frame.Length - 54));
        pair.Wire.Log.Clear();
        pair.Wire.Inject(frame);
        pair.World.Run(0.1);
        byte[]? problem = pair.Wire.Log.FirstOrDefault(reply => reply != frame && reply[20] == 58 && reply[54] == 4);
        Assert.Equal(expectedCode == 0, pair.Right.Receive(server) != null);
        Assert.Equal(expectedCode > 0, problem != null);
        if (problem != null)
        {
            Assert.Equal(expectedCode, problem[55]);
            Assert.Equal(42u, BinaryPrimitives.ReadUInt32BigEndian(problem.AsSpan(58)));
        }
    }

    [Fact]
    public void An_unknown_protocol_is_told_of()
    {
        var pair = new Pair();
        Assert.Equal(SystemError.None, pair.Left.Stack.OpenRaw((IpProtocol)99, v6: false, out Handle<Socket> raw));
        pair.Left.Stack.Send(raw, new byte[20], new IpEndpoint(Node.Address("10.0.0.2"), 0), pair.World.Now);
        Assert.Equal(SystemError.None, pair.Left.Stack.OpenRaw((IpProtocol)99, v6: true, out Handle<Socket> raw6));
        pair.Left.Stack.Send(raw6, new byte[20], new IpEndpoint(Node.Address("fd00::2"), 0), pair.World.Now);
        pair.World.Run(0.1);
        Assert.Contains(pair.Wire.Log, frame => NeighborTests.TypeOf(frame) == EtherType.Ipv4 && frame[23] == 1 && frame[34] == 3 && frame[35] == 2);
        Assert.Contains(pair.Wire.Log, frame => NeighborTests.TypeOf(frame) == EtherType.Ipv6 && frame[20] == 58 && frame[54] == 4 && frame[55] == 1);
    }

    internal static byte[] Echo(bool v6, int sequence, int length)
    {
        byte[] message = new byte[8 + length];
        Random.Shared.NextBytes(message);
        new IcmpHeader { Type = v6 ? (byte)128 : (byte)8, Parameter = (uint)(ushort)sequence }.Emit(message);
        return message;
    }

    internal static byte[] TooBig(byte[] sent, MacAddress to, ushort mtu)
    {
        byte[] quote = sent[14..Math.Min(sent.Length, 14 + 100)];
        byte[] frame = new byte[14 + 20 + 8 + quote.Length];
        new EthernetHeader { Source = new MacAddress(0x02AA), Destination = to, Type = EtherType.Ipv4 }.Emit(frame);
        new Ipv4Header
        {
            Source = Node.Address("10.0.0.77"),
            Destination = Node.Address("10.0.0.1"),
            HopLimit = 64,
            HeaderLength = 20,
            TotalLength = (ushort)(frame.Length - 14),
            Protocol = IpProtocol.Icmpv4,
        }.Emit(frame.AsSpan(14));
        new IcmpHeader { Type = 3, Code = 4, Parameter = mtu }.Emit(frame.AsSpan(34));
        quote.CopyTo(frame.AsSpan(42));
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(36), InternetChecksum.Finish(InternetChecksum.Add(frame.AsSpan(34))));
        return frame;
    }
}

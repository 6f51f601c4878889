using System.Buffers.Binary;

using Hermit.Abi;
using Hermit.Memory;
using Hermit.Net.Tests.Machines;

using Xunit;

namespace Hermit.Net.Tests.Stack;

/// <summary>RFC 4861, section 6, and RFC 4862: addresses, routes and name servers from what a router advertises.</summary>
public class AutoconfigurationTests
{
    private static readonly IpAddress Router = Node.Address("fe80::1");
    private readonly World _world = new();
    private readonly Segment _wire;
    private readonly Node _host;

    public AutoconfigurationTests()
    {
        _wire = _world.Ethernet();
        _host = new Node(_world, _wire, 1);
        _host.Stack.EnableAutoconfiguration(Node.Ethernet, _world.Now);
    }

    [Fact]
    public void The_link_local_address_is_checked_before_it_is_used()
    {
        _world.Run(0.001);
        Assert.False(_host.Stack.Interface(Node.Ethernet).Owns(Node.Address("fe80::ff:fe00:1")));
        _world.Run(2);
        Assert.True(_host.Stack.Interface(Node.Ethernet).Owns(Node.Address("fe80::ff:fe00:1")));
        byte[] probe = _wire.Log.First(frame => frame[20] == 58 && frame[54] == 135);
        Assert.Equal(IpAddress.AnyV6, IpAddress.ReadV6(probe.AsSpan(22)));
        Assert.Equal(IpAddress.SolicitedNode(Node.Address("fe80::ff:fe00:1")), IpAddress.ReadV6(probe.AsSpan(38)));
    }

    [Fact]
    public void An_address_that_somebody_has_is_not_used()
    {
        // RFC 4862, section 5.4.5.
        _world.Run(0.3);
        SendAdvertisementOf(Node.Address("fe80::ff:fe00:1"));
        _world.Run(3);
        ref readonly NetworkInterface link = ref _host.Stack.Interface(Node.Ethernet);
        int at = link.IndexOf(Node.Address("fe80::ff:fe00:1"));
        Assert.Equal(AddressState.Duplicate, link.Addresses[at].State);
    }

    [Fact]
    public void A_router_is_asked_for_three_times()
    {
        // RFC 4861, section 6.3.7.
        _world.Run(60);
        Assert.Equal(3, _wire.Log.Count(frame => frame[20] == 58 && frame[54] == 133));
    }

    [Fact]
    public void A_prefix_makes_an_address_a_route_and_a_default_route()
    {
        _world.Run(3);
        Advertise(1800, valid: 3600, preferred: 1800, mtu: 1400);
        _world.Run(3);
        IpAddress address = Node.Address("2001:db8:1:2:0:ff:fe00:1");
        Assert.True(_host.Stack.Interface(Node.Ethernet).Owns(address));
        Assert.Equal(1400, _host.Stack.Interface(Node.Ethernet).Mtu);
        Assert.Equal(SystemError.None, _host.Stack.TryFindPath(Node.Address("2001:db8:9::1"), 0, 0, default, out IpPath path));
        Assert.Equal(Router, path.NextHop);
        Assert.Equal(address, path.Source);
        Assert.Equal(SystemError.None, _host.Stack.TryFindPath(Node.Address("2001:db8:1:2::9"), 0, 0, default, out path));
        Assert.Equal(path.Destination, path.NextHop);
        Assert.Equal(1, _host.Stack.NameServerCount);
        Assert.Equal(new IpEndpoint(Node.Address("2001:db8::53"), 53, Node.Ethernet), _host.Stack.NameServer(0));

        // Preferred time over: deprecated; router lifetime over: no default route; valid time over: gone.
        _world.Run(1800);
        ref readonly NetworkInterface link = ref _host.Stack.Interface(Node.Ethernet);
        Assert.Equal(AddressState.Deprecated, link.Addresses[link.IndexOf(address)].State);
        Assert.Equal(SystemError.NetworkUnreachable, _host.Stack.TryFindPath(Node.Address("2001:db8:9::1"), 0, 0, default, out _));
        _world.Run(1800);
        Assert.Equal(-1, link.IndexOf(address));
    }

    [Fact]
    public void Advertisements_from_afar_are_ignored()
    {
        // RFC 4861, section 6.1.2: hop limit 255, link-local source.
        _world.Run(3);
        Advertise(1800, 3600, 1800, 1400, hopLimit: 254);
        Advertise(1800, 3600, 1800, 1400, source: "2001:db8::1");
        _world.Run(3);
        Assert.Equal(-1, _host.Stack.Interface(Node.Ethernet).IndexOf(Node.Address("2001:db8:1:2:0:ff:fe00:1")));
    }

    [Fact]
    public void A_forged_advertisement_cannot_take_an_address_away_at_once()
    {
        // RFC 4862, section 5.5.3 (e): two hours remain.
        _world.Run(3);
        Advertise(1800, 86400, 86400, 1500);
        _world.Run(3);
        Advertise(1800, 1, 0, 1500);
        _world.Run(7000);
        IpAddress address = Node.Address("2001:db8:1:2:0:ff:fe00:1");
        Assert.True(_host.Stack.Interface(Node.Ethernet).Owns(address));
        _world.Run(300);
        Assert.False(_host.Stack.Interface(Node.Ethernet).Owns(address));
    }

    [Fact]
    public void A_flood_of_prefixes_fills_no_more_than_the_table()
    {
        _world.Run(3);
        for (int i = 0; i < 2000; i++)
        {
            Advertise(1800, 3600, 3600, 1500, prefix: $"2001:db8:{i + 1:x}:{i:x}::");
            _world.Run(0.001);
        }

        _world.Run(3);
        Assert.InRange(_host.Stack.Routes.Count, 1, RoutingTable.Capacity);
        Assert.True(_host.Stack.Interface(Node.Ethernet).Owns(Node.Address("fe80::ff:fe00:1")));
        Assert.Equal(0, _host.Stack.Packets.Count);
    }

    private void Advertise(ushort lifetime, uint valid, uint preferred, uint mtu, byte hopLimit = 255, string? source = null, string prefix = "2001:db8:1:2::")
    {
        byte[] message = new byte[16 + 8 + 32 + 8 + 24];
        new NdpRouterAdvertisement { RouterLifetime = lifetime, HopLimit = 64 }.Emit(message);
        var writer = new ByteWriter(message.AsSpan(16));
        Assert.True(NdpOption.TryEmitLinkAddress(ref writer, NdpOption.SourceLinkAddress, new MacAddress(0x02AA)));
        byte[] data = new byte[NdpPrefix.Length];
        new NdpPrefix { Prefix = Node.Address(prefix), PrefixLength = 64, OnLink = true, Autonomous = true, ValidLifetime = valid, PreferredLifetime = preferred }.Emit(data);
        Assert.True(writer.TryWriteUInt16(0x0304) && writer.TryWrite(data));
        Assert.True(writer.TryWriteUInt32(0x0501_0000) && writer.TryWriteUInt32(mtu));
        byte[] server = new byte[16];
        Node.Address("2001:db8::53").Write(server);
        Assert.True(writer.TryWriteUInt32(0x1903_0000) && writer.TryWriteUInt32(3600) && writer.TryWrite(server));
        SendMessage(message, source == null ? Router : Node.Address(source), Node.Address("ff02::1"), hopLimit);
    }

    private void SendAdvertisementOf(IpAddress target)
    {
        byte[] message = new byte[32];
        new NdpNeighborMessage { Target = target, IsAdvertisement = true, Override = true }.Emit(message);
        var writer = new ByteWriter(message.AsSpan(24));
        Assert.True(NdpOption.TryEmitLinkAddress(ref writer, NdpOption.TargetLinkAddress, new MacAddress(0x02AA)));
        SendMessage(message, target, Node.Address("ff02::1"), 255);
    }

    private void SendMessage(byte[] message, IpAddress source, IpAddress destination, byte hopLimit)
    {
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(2), InternetChecksum.Finish(InternetChecksum.Add(message, InternetChecksum.PseudoHeader(source, destination, 58, message.Length))));
        byte[] frame = new byte[54 + message.Length];
        new EthernetHeader { Source = new MacAddress(0x02AA), Destination = MacAddress.ForMulticast(destination), Type = EtherType.Ipv6 }.Emit(frame);
        new Ipv6Header { Source = source, Destination = destination, HopLimit = hopLimit, NextHeader = IpProtocol.Icmpv6, PayloadLength = (ushort)message.Length }.Emit(frame.AsSpan(14));
        message.CopyTo(frame.AsSpan(54));
        _wire.Inject(frame);
    }
}

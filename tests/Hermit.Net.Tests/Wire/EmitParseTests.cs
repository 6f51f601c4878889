using Xunit;

namespace Hermit.Net.Tests.Wire;

/// <summary>What is emitted is parsed as the same value, for every protocol, wherever in a buffer of noise it stands.</summary>
public class EmitParseTests
{
    [Fact]
    public void Ethernet_with_and_without_VLAN_tag() => Property.Holds(v =>
    {
        var header = new EthernetHeader { Destination = v.Mac(), Source = v.Mac(), Type = (EtherType)(v.Short() | 0x8800), IsTagged = v.Bool() };
        header.Type = header.Type == EtherType.Vlan ? EtherType.Ipv6 : header.Type;
        header.Tag = header.IsTagged ? v.Short() : (ushort)0;
        byte[] frame = v.Noise(header.Length + 10);
        header.Emit(frame);
        return EthernetHeader.TryParse(frame, out EthernetHeader parsed) && parsed.Equals(header);
    });

    [Fact]
    public void Arp() => Property.Holds(v =>
    {
        var message = new ArpMessage { Operation = v.Bool() ? ArpMessage.Request : ArpMessage.Reply, Sender = v.V4(), Target = v.V4(), SenderHardware = v.Mac(), TargetHardware = v.Mac() };
        byte[] bytes = v.Noise(ArpMessage.Length + 18);
        message.Emit(bytes);
        return ArpMessage.TryParse(bytes, out ArpMessage parsed) && parsed.Equals(message);
    });

    [Fact]
    public void Ipv4() => Property.Holds(v =>
    {
        var header = new Ipv4Header
        {
            Source = v.V4(),
            Destination = v.V4(),
            Identification = v.Short(),
            FragmentOffset = (ushort)(v.Short() & 0xFFF8),
            TrafficClass = v.Byte(),
            HopLimit = v.Byte(),
            Protocol = (IpProtocol)v.Byte(),
            DontFragment = v.Bool(),
            MoreFragments = v.Bool(),
            RouterAlert = v.Bool(),
        };
        header.HeaderLength = (byte)(header.RouterAlert ? 24 : 20);
        header.TotalLength = (ushort)(header.HeaderLength + v.Below(1000));
        byte[] packet = v.Noise(header.TotalLength);
        header.Emit(packet);
        return Ipv4Header.TryParse(packet, packet.Length, out Ipv4Header parsed) && parsed.Equals(header);
    });

    [Fact]
    public void Ipv4_header_with_any_single_bit_error_is_refused() => Property.Holds(v =>
    {
        var header = new Ipv4Header { Source = v.V4(), Destination = v.V4(), HeaderLength = 20, TotalLength = 20, HopLimit = 1 };
        byte[] packet = new byte[20];
        header.Emit(packet);
        int bit = v.Below(160);
        packet[bit / 8] ^= (byte)(1 << (bit % 8));
        return !Ipv4Header.TryParse(packet, packet.Length, out _);
    });

    [Fact]
    public void Ipv6() => Property.Holds(v =>
    {
        var header = new Ipv6Header
        {
            Source = v.V6(),
            Destination = v.V6(),
            FlowLabel = v.Word() & 0xFFFFF,
            TrafficClass = v.Byte(),
            HopLimit = v.Byte(),
            NextHeader = (IpProtocol)v.Byte(),
            PayloadLength = (ushort)v.Below(1000),
        };
        byte[] packet = v.Noise(Ipv6Header.Length + header.PayloadLength);
        header.Emit(packet);
        return Ipv6Header.TryParse(packet, packet.Length, out Ipv6Header parsed) && parsed.Equals(header);
    });

    [Fact]
    public void Ipv6_fragment_header() => Property.Holds(v =>
    {
        var header = new Ipv6FragmentHeader { Identification = v.Word(), Offset = (ushort)(v.Short() & 0xFFF8), MoreFragments = v.Bool(), NextHeader = (IpProtocol)v.Byte() };
        byte[] bytes = v.Noise(8);
        header.Emit(bytes);
        return Ipv6FragmentHeader.TryParse(bytes, out Ipv6FragmentHeader parsed) && parsed.Equals(header);
    });

    [Fact]
    public void Udp() => Property.Holds(v =>
    {
        var header = new UdpHeader { SourcePort = v.Short(), DestinationPort = (ushort)(v.Short() | 1), Checksum = v.Short(), Length = (ushort)(8 + v.Below(100)) };
        byte[] bytes = v.Noise(header.Length);
        header.Emit(bytes);
        return UdpHeader.TryParse(bytes, bytes.Length, out UdpHeader parsed) && parsed.Equals(header);
    });

    [Fact]
    public void Icmp() => Property.Holds(v =>
    {
        var header = new IcmpHeader { Type = v.Byte(), Code = v.Byte(), Checksum = v.Short(), Parameter = v.Word() };
        byte[] bytes = v.Noise(8);
        header.Emit(bytes);
        return IcmpHeader.TryParse(bytes, out IcmpHeader parsed) && parsed.Equals(header) && parsed.Identifier == header.Parameter >> 16;
    });

    [Fact]
    public void Neighbor_solicitation_and_advertisement() => Property.Holds(v =>
    {
        var message = new NdpNeighborMessage { Target = IpAddress.FromV6(v.Long() >> 1, v.Long()), IsAdvertisement = v.Bool() };
        if (message.IsAdvertisement)
        {
            (message.Router, message.Solicited, message.Override) = (v.Bool(), v.Bool(), v.Bool());
        }

        byte[] bytes = v.Noise(NdpNeighborMessage.Length);
        message.Emit(bytes);
        return NdpNeighborMessage.TryParse(bytes, out NdpNeighborMessage parsed) && parsed.Equals(message);
    });

    [Fact]
    public void Router_advertisement() => Property.Holds(v =>
    {
        var message = new NdpRouterAdvertisement
        {
            HopLimit = v.Byte(),
            Managed = v.Bool(),
            OtherConfiguration = v.Bool(),
            RouterLifetime = v.Short(),
            ReachableTime = v.Word(),
            RetransmitTime = v.Word(),
        };
        byte[] bytes = v.Noise(NdpRouterAdvertisement.Length);
        message.Emit(bytes);
        return NdpRouterAdvertisement.TryParse(bytes, out NdpRouterAdvertisement parsed) && parsed.Equals(message);
    });

    [Fact]
    public void Redirect() => Property.Holds(v =>
    {
        var message = new NdpRedirect { Target = v.V6(), Destination = v.V6() };
        byte[] bytes = v.Noise(NdpRedirect.Length);
        message.Emit(bytes);
        return NdpRedirect.TryParse(bytes, out NdpRedirect parsed) && parsed.Equals(message);
    });

    [Fact]
    public void Prefix_information() => Property.Holds(v =>
    {
        var prefix = new NdpPrefix { Prefix = v.V6(), PrefixLength = (byte)v.Below(129), OnLink = v.Bool(), Autonomous = v.Bool(), ValidLifetime = v.Word(), PreferredLifetime = v.Word() };
        byte[] bytes = v.Noise(NdpPrefix.Length);
        prefix.Emit(bytes);
        return NdpPrefix.TryParse(bytes, out NdpPrefix parsed) && parsed.Equals(prefix);
    });

    [Fact]
    public void Link_address_options_are_found_among_others() => Property.Holds(v =>
    {
        byte[] bytes = new byte[64];
        var writer = new ByteWriter(bytes);
        var address = new MacAddress((v.Long() & 0xFEFF_FFFF_FFFF) | 1);
        Assert.True(writer.TryWriteUInt16(0x0501) && writer.TryWriteZeros(6));
        Assert.True(NdpOption.TryEmitLinkAddress(ref writer, NdpOption.TargetLinkAddress, new MacAddress(2)));
        Assert.True(NdpOption.TryEmitLinkAddress(ref writer, NdpOption.SourceLinkAddress, address));
        return NdpOption.AreValid(writer.Written) && NdpOption.TryFindLinkAddress(writer.Written, NdpOption.SourceLinkAddress, out MacAddress found) && found.Equals(address);
    });

    [Fact]
    public void Group_records() => Property.Holds(v =>
    {
        bool v4 = v.Bool();
        var record = new GroupRecord { Type = v.Byte(), Group = v4 ? v.V4() : v.V6() };
        byte[] bytes = new byte[20];
        var writer = new ByteWriter(bytes);
        Assert.True(record.TryEmit(ref writer));
        var reader = new ByteReader(writer.Written);
        return GroupRecord.TryParse(ref reader, v4, out GroupRecord parsed) && parsed.Equals(record) && reader.Remaining == 0;
    });

    [Fact]
    public void Dhcp() => Property.Holds(v =>
    {
        var message = new DhcpMessage
        {
            IsReply = v.Bool(),
            Transaction = v.Word(),
            Seconds = v.Short(),
            Broadcast = v.Bool(),
            ClientAddress = v.V4(),
            YourAddress = v.V4(),
            ClientHardware = v.Mac(),
            Type = (DhcpMessageType)(1 + v.Below(7)),
            ServerIdentifier = v.V4(),
            RequestedAddress = v.V4(),
            LeaseTime = v.Word(),
            RenewalTime = v.Word(),
            RebindingTime = v.Word(),
            PrefixLength = (byte)(1 + v.Below(32)),
            Mtu = v.Short(),
            DomainName = "example.org"u8,
            HostName = "guest"u8,
        };
        message.Routers.Add(v.V4());
        message.NameServers.Add(v.V4());
        message.NameServers.Add(v.V4());
        var writer = new ByteWriter(new byte[600]);
        Assert.True(message.TryEmit(ref writer));
        Assert.True(DhcpMessage.TryParse(writer.Written, out DhcpMessage parsed));
        return parsed.IsReply == message.IsReply && parsed.Transaction == message.Transaction && parsed.Seconds == message.Seconds &&
            parsed.Broadcast == message.Broadcast && parsed.ClientAddress.Equals(message.ClientAddress) && parsed.YourAddress.Equals(message.YourAddress) &&
            parsed.ClientHardware.Equals(message.ClientHardware) && parsed.Type == message.Type && parsed.ServerIdentifier.Equals(message.ServerIdentifier) &&
            parsed.RequestedAddress.Equals(message.RequestedAddress) && parsed.LeaseTime == message.LeaseTime && parsed.RenewalTime == message.RenewalTime &&
            parsed.RebindingTime == message.RebindingTime && parsed.PrefixLength == message.PrefixLength && parsed.Mtu == message.Mtu &&
            Same(parsed.Routers, message.Routers) && Same(parsed.NameServers, message.NameServers) &&
            parsed.DomainName.SequenceEqual(message.DomainName) && parsed.HostName.SequenceEqual(message.HostName);
    });

    [Fact]
    public void Dns_header_question_and_record() => Property.Holds(v =>
    {
        DnsName name = RandomName(v);
        var header = new DnsHeader { Identifier = v.Short(), Flags = v.Short(), Questions = 1, Answers = 1, Authorities = v.Short(), Additional = v.Short() };
        byte[] bytes = new byte[1024];
        header.Emit(bytes);
        var writer = new ByteWriter(bytes.AsSpan(DnsHeader.Length));
        byte[] data = v.Noise(v.Below(100));
        uint ttl = v.Word() >> 1;
        Assert.True(new DnsQuestion { Name = name, Type = DnsType.Aaaa }.TryEmit(ref writer));
        Assert.True(new DnsRecord { Name = name, Type = DnsType.A, Class = 1, TimeToLive = ttl, Data = data }.TryEmit(ref writer));
        ReadOnlySpan<byte> message = bytes.AsSpan(0, DnsHeader.Length + writer.Position);
        int at = DnsHeader.Length;
        return DnsHeader.TryParse(message, out DnsHeader parsed) && parsed.Equals(header) && DnsQuestion.TryParse(message, ref at, out DnsQuestion question) &&
            question.Name.Equals(name) && question.Type == DnsType.Aaaa && DnsRecord.TryParse(message, ref at, out DnsRecord record) &&
            record.Name.Equals(name) && record.TimeToLive == ttl && record.Data.SequenceEqual(data) && at == message.Length;
    });

    [Fact]
    public void Every_parser_survives_noise_and_truncation() => Property.Holds(v =>
    {
        byte[] bytes = v.Bool() ? v.Bytes : v.Noise(v.Below(400));
        _ = EthernetHeader.TryParse(bytes, out _);
        _ = ArpMessage.TryParse(bytes, out _);
        _ = Ipv4Header.TryParse(bytes, bytes.Length, out _);
        _ = Ipv6Header.TryParse(bytes, bytes.Length, out _);
        _ = Ipv6FragmentHeader.TryParse(bytes, out _);
        _ = bytes.Length < 40 || Ipv6Extensions.TryParse(bytes, (IpProtocol)(v.Bool() ? 0 : 60), out _);
        _ = UdpHeader.TryParse(bytes, bytes.Length, out _);
        _ = IcmpHeader.TryParse(bytes, out _);
        _ = NdpOption.AreValid(bytes);
        var option = new NdpOption(bytes);
        while (option.MoveNext())
        {
            _ = NdpPrefix.TryParse(option.Data, out _);
        }

        _ = NdpRouterAdvertisement.TryParse(bytes, out _) && NdpNeighborMessage.TryParse(bytes, out _) && NdpRedirect.TryParse(bytes, out _);
        _ = GroupQuery.TryParseIgmp(bytes, out _) && GroupQuery.TryParseMld(bytes, out _);
        _ = DhcpMessage.TryParse(bytes, out _);
        int at = 0;
        _ = DnsQuestion.TryParse(bytes, ref at, out _);
        at = bytes.Length / 2;
        _ = DnsRecord.TryParse(bytes, ref at, out _);
        var answer = default(DnsAnswer);
        _ = DnsHeader.TryParse(bytes, out DnsHeader header) && answer.TryRead(bytes, DnsHeader.Length, header, RandomName(v), DnsType.A);
        return true;
    });

    private static bool Same(in IpAddressList left, in IpAddressList right)
    {
        bool same = left.Count == right.Count;
        for (int i = 0; i < left.Count && same; i++)
        {
            same = left[i].Equals(right[i]);
        }

        return same;
    }

    private static DnsName RandomName(Values v)
    {
        string text = string.Join('.', Enumerable.Range(0, 1 + v.Below(4)).Select(_ => new string((char)('a' + v.Below(26)), 1 + v.Below(40))));
        Assert.True(DnsName.TryFromText(System.Text.Encoding.ASCII.GetBytes(text), out DnsName name), text);
        return name;
    }
}

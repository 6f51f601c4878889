using System;

using Hermit.Abi;
using Hermit.Memory;

namespace Hermit.Net;

/// <content>Carrying the messages of the DHCP clients, and doing what they lead to.</content>
public partial struct NetworkStack
{
    private const uint DhcpMetric = 512;

    /// <summary>Lets an interface get its IPv4 address, routers and name servers by DHCP. Takes effect when the link is up.</summary>
    public void StartDhcp(int index, Instant now)
    {
        _now = now;
        ref NetworkInterface link = ref _interfaces[index - 1];
        link.Dhcp.Start(ref _random, now);
        Schedule(now);
    }

    /// <summary>Where the DHCP client of an interface is.</summary>
    public readonly DhcpState GetDhcpState(int index) => _interfaces[index - 1].Dhcp.State;

    /// <summary>What an interface got by DHCP; <see langword="false"/> if it has nothing.</summary>
    public readonly bool TryGetLease(int index, out DhcpLease lease)
    {
        lease = _interfaces[index - 1].Dhcp.Lease;
        return _interfaces[index - 1].Dhcp.HasLease;
    }

    private void RestartDhcp(int index)
    {
        ref NetworkInterface link = ref _interfaces[index - 1];
        DropLease(index);
        link.Dhcp.Start(ref _random, _now);
        Schedule(_now);
    }

    private void RunDhcpTimers()
    {
        for (int index = 1; index <= InterfaceTable.Capacity; index++)
        {
            ref NetworkInterface link = ref _interfaces[index - 1];
            if (!link.Exists || !link.IsUp || link.Dhcp.State == DhcpState.Off)
            {
                continue;
            }

            if (_now >= link.Dhcp.NextEvent)
            {
                DhcpLease before = link.Dhcp.Lease;
                if (link.Dhcp.Poll(ref _random, link.Capabilities.Address, _now, out bool send, out DhcpMessage message, out IpAddress destination))
                {
                    DropLease(index, before);
                }

                if (send)
                {
                    SendDhcp(index, message, destination);
                }
            }

            Schedule(link.Dhcp.NextEvent);
        }
    }

    private void SendDhcp(int index, in DhcpMessage message, IpAddress destination)
    {
        if (!_packets.TryAllocate(out Handle<Packet> packet))
        {
            _counters.NoBuffers++;
            return;
        }

        var writer = new ByteWriter(_packets.Tail(packet).Slice(UdpHeader.HeaderLength));
        if (!message.TryEmit(ref writer))
        {
            _packets.Free(packet);
            return;
        }

        int length = UdpHeader.HeaderLength + writer.Position;
        _ = _packets.TryAppend(packet, length, out Span<byte> datagram);
        new UdpHeader { SourcePort = DhcpMessage.ClientPort, DestinationPort = DhcpMessage.ServerPort, Length = (ushort)length }.Emit(datagram);
        IpPath path;
        if (destination.IsLimitedBroadcast)
        {
            path = new IpPath
            {
                Source = message.ClientAddress,
                Destination = destination,
                NextHop = destination,
                Interface = (byte)index,
                Mtu = _interfaces[index - 1].Mtu,
            };
        }
        else if (TryFindPath(destination, 0, index, message.ClientAddress, out path) != SystemError.None)
        {
            _packets.Free(packet);
            return;
        }

        FinishChecksum(packet, path, IpProtocol.Udp, offset: 6);
        SendIp(packet, path, new IpOptions { Protocol = IpProtocol.Udp });
    }

    // Takes a datagram for the client's port; false if it is not for a client of ours.
    private bool TryReceiveDhcp(Handle<Packet> packet, in IpPacket ip, int payloadOffset)
    {
        ref NetworkInterface link = ref _interfaces[ip.Interface - 1];
        if (link.Dhcp.State == DhcpState.Off || !_packets.TryPullUp(packet, _packets[packet].TotalLength))
        {
            return false;
        }

        DhcpLease before = link.Dhcp.Lease;
        bool had = link.Dhcp.HasLease;
        if (DhcpMessage.TryParse(_packets.Bytes(packet).Slice(payloadOffset), out DhcpMessage message) &&
            link.Dhcp.Receive(ref _random, message, link.Capabilities.Address, _now))
        {
            DhcpLease after = link.Dhcp.Lease;
            if (had && (!link.Dhcp.HasLease || !after.Address.Equals(before.Address)))
            {
                DropLease(ip.Interface, before);
            }

            if (link.Dhcp.HasLease)
            {
                TakeLease(ip.Interface, after);
            }
        }

        Schedule(link.Dhcp.NextEvent);
        return true;
    }

    private void TakeLease(int index, in DhcpLease lease)
    {
        ref NetworkInterface link = ref _interfaces[index - 1];
        SetAddress(index, lease.Address, lease.PrefixLength, AddressOrigin.Dhcp, AddressState.Preferred, lease.ExpiresAt, lease.ExpiresAt);
        _routes.Remove(index, AddressOrigin.Dhcp, v4: true);
        for (int i = 0; i < lease.Routers.Count; i++)
        {
            _routes.TryAdd(new Route
            {
                Prefix = IpPrefix.AllV4,
                Gateway = lease.Routers[i],
                Interface = (byte)index,
                Origin = AddressOrigin.Dhcp,
                Metric = DhcpMetric + (uint)i,
                ValidUntil = lease.ExpiresAt,
            });
        }

        link.Mtu = lease.Mtu >= PathMtuCache.MinimumV4 ? Math.Min(lease.Mtu, link.Capabilities.Mtu) : link.Mtu;
        for (int i = 0; i < lease.NameServers.Count; i++)
        {
            AddNameServer(new IpEndpoint(lease.NameServers[i], DnsResolver.Port));
        }

        if (lease.Domain.Length > 0)
        {
            AddSearchDomain(lease.Domain);
        }
    }

    private void DropLease(int index)
    {
        if (_interfaces[index - 1].Dhcp.HasLease)
        {
            DropLease(index, _interfaces[index - 1].Dhcp.Lease);
        }
    }

    private void DropLease(int index, in DhcpLease lease)
    {
        int at = _interfaces[index - 1].IndexOf(lease.Address);
        if (at >= 0 && _interfaces[index - 1].Addresses[at].Origin == AddressOrigin.Dhcp)
        {
            DropAddress(index, at);
        }

        _routes.Remove(index, AddressOrigin.Dhcp, v4: true);
    }
}

using System;

using Hermit.Memory;

namespace Hermit.Net;

/// <content>
/// Membership in multicast groups: IGMP (RFC 3376, and RFC 2236 where a router speaks that) and MLD (RFC 3810). All sources of a group are listened to.
/// </content>
public partial struct NetworkStack
{
    // RFC 3376, section 8.2, and RFC 3810, section 9.2: the robustness variable.
    private const byte ReportCount = 2;

    // 224.0.0.22 for IGMPv3 reports, ff02::16 for MLDv2 reports.
    private const uint IgmpRouters = 0xE000_0016;
    private const uint AllSystems = 0xE000_0001;

    private static Duration UnsolicitedReportInterval => Duration.FromSeconds(1);

    // Begins to listen to a group, or adds a user of one; false if there are too many.
    private bool JoinGroup(int index, IpAddress group)
    {
        int at = _groups.Find(index, group);
        if (at < 0)
        {
            at = _groups.Add(index, group);
            if (at < 0)
            {
                return false;
            }

            if (IsReported(index, group))
            {
                _groups[at].ReportsLeft = ReportCount;
                _groups[at].NextReport = _now;
                Schedule(_now);
            }
        }

        _groups[at].Users++;
        return true;
    }

    private void LeaveGroup(int index, IpAddress group)
    {
        int at = _groups.Find(index, group);
        if (at < 0 || --_groups[at].Users > 0)
        {
            return;
        }

        if (IsReported(index, group))
        {
            SendGroupReport(index, group, GroupRecord.ToInclude);
        }

        _groups.RemoveAt(at);
    }

    // RFC 3376, section 5, RFC 3810, section 6: the groups of all nodes are always listened to and never reported.
    private readonly bool IsReported(int index, IpAddress group)
    {
        bool isAllNodes = group.IsV4 ? group.ToV4Bits() == AllSystems : group.High == AllNodesHigh && group.Low == 1;
        bool isWithinNode = !group.IsV4 && ((group.High >> 48) & 0xF) < 2;
        return !isAllNodes && !isWithinNode && !_interfaces[index - 1].Capabilities.IsLoopback;
    }

    private readonly bool IsJoined(int index, IpAddress group) =>
        _groups.Find(index, group) >= 0 || (group.IsV4 && group.ToV4Bits() == AllSystems) || _interfaces[index - 1].Capabilities.IsLoopback;

    private void ReceiveIgmp(Handle<Packet> packet, in IpPacket ip)
    {
        if (_packets.TryPullUp(packet, _packets[packet].TotalLength) && InternetChecksum.IsValid(_packets.Sum(packet, ip.TransportOffset)))
        {
            ReadOnlySpan<byte> message = _packets.Bytes(packet).Slice(ip.TransportOffset);
            if (message.Length > 0 && message[0] == GroupMessage.IgmpQuery && GroupQuery.TryParseIgmp(message, out GroupQuery query))
            {
                AnswerQuery(ip.Interface, query);
            }
        }

        _packets.Free(packet);
    }

    private void ReceiveMldQuery(Handle<Packet> packet, in IpPacket ip)
    {
        // RFC 3810, section 5.1.14: only from the link.
        if (ip.Source.IsLinkLocal && ip.HopLimit == 1 && _packets.TryPullUp(packet, _packets[packet].TotalLength) &&
            GroupQuery.TryParseMld(_packets.Bytes(packet).Slice(ip.TransportOffset), out GroupQuery query))
        {
            AnswerQuery(ip.Interface, query);
        }
    }

    // Reports come at random times within the one that the query gives, so that not all hosts answer at once.
    private void AnswerQuery(int index, in GroupQuery query)
    {
        for (int i = 0; i < _groups.Length; i++)
        {
            ref GroupMembership membership = ref _groups[i];
            if (membership.Interface != index || !membership.Group.SameFamily(query.Group) || !IsReported(index, membership.Group) ||
                (!query.Group.IsUnspecified && !membership.Group.Equals(query.Group)))
            {
                continue;
            }

            Instant at = _now + _random.NextBelow(query.MaximumResponse);
            membership.NextReport = Instant.Min(membership.NextReport, at);
            membership.Asked = true;
            Schedule(membership.NextReport);
        }
    }

    private void ReportAllGroups(int index)
    {
        for (int i = 0; i < _groups.Length; i++)
        {
            if (_groups[i].Interface == index && IsReported(index, _groups[i].Group))
            {
                _groups[i].ReportsLeft = ReportCount;
                _groups[i].NextReport = _now;
                Schedule(_now);
            }
        }
    }

    private void RunGroupTimers()
    {
        for (int i = 0; i < _groups.Length; i++)
        {
            ref GroupMembership membership = ref _groups[i];
            if (membership.Interface == 0)
            {
                continue;
            }

            if (_now >= membership.NextReport && _interfaces[membership.Interface - 1].IsUp)
            {
                SendGroupReport(membership.Interface, membership.Group, membership.ReportsLeft > 0 ? GroupRecord.ToExclude : GroupRecord.IsExclude);
                membership.ReportsLeft -= (byte)(membership.ReportsLeft > 0 ? 1 : 0);
                membership.Asked = false;
                membership.NextReport = membership.ReportsLeft > 0 ? _now + _random.NextBelow(UnsolicitedReportInterval) : Instant.Never;
            }

            Schedule(_interfaces[membership.Interface - 1].IsUp ? membership.NextReport : Instant.Never);
        }
    }

    private void SendGroupReport(int index, IpAddress group, byte type)
    {
        if (!_interfaces[index - 1].IsUp || !_packets.TryAllocate(out Handle<Packet> packet))
        {
            return;
        }

        // Both have eight bytes, the last two of them the number of records, and then the records.
        bool v4 = group.IsV4;
        var record = new GroupRecord { Type = type, Group = group };
        _ = _packets.TryAppend(packet, IcmpHeader.Length + 4 + group.Length, out Span<byte> message);
        new IcmpHeader { Type = v4 ? GroupMessage.IgmpV3Report : (byte)Icmpv6Type.MulticastListenerReport, Parameter = 1 }.Emit(message);
        var writer = new ByteWriter(message.Slice(IcmpHeader.Length));
        _ = record.TryEmit(ref writer);
        if (!v4)
        {
            // RFC 3810, section 5.2.13: from the unspecified address while there is none for the link.
            IpAddress source = _interfaces[index - 1].TryGetAddress(v4: false, linkLocal: true, out IpAddress own) ? own : IpAddress.AnyV6;
            SendOnLink(packet, index, source, IpAddress.FromV6(AllNodesHigh, 0x16), routerAlert: true);
            return;
        }

        WriteChecksum(message.Slice(2), InternetChecksum.Finish(InternetChecksum.Add(message)));
        IpAddress destination = IpAddress.FromV4(IgmpRouters);
        var path = new IpPath
        {
            Source = SourceOnLink(index, destination),
            Destination = destination,
            NextHop = destination,
            Interface = (byte)index,
            Mtu = _interfaces[index - 1].Mtu,
        };

        // RFC 3376, section 4: precedence "internetwork control".
        SendIp(packet, path, new IpOptions { Protocol = IpProtocol.Igmp, HopLimit = 1, TrafficClass = 0xC0, RouterAlert = true });
    }
}

using System;

using Hermit.Abi;
using Hermit.Memory;

namespace Hermit.Net;

/// <content>Finding the link-layer addresses of neighbours: ARP (RFC 826, RFC 5227) and the same part of neighbour discovery (RFC 4861, section 7).</content>
public partial struct NetworkStack
{
    // RFC 4861, section 10: DELAY_FIRST_PROBE_TIME.
    private static Duration DelayBeforeProbe => Duration.FromSeconds(5);

    /// <summary>How many neighbours are remembered, at most <see cref="NeighborLimit"/>.</summary>
    public readonly int NeighborCount => _neighbors.Count;

    /// <summary>How many neighbours can be remembered.</summary>
    public static int NeighborLimit => NeighborCache.Capacity;

    /// <summary>
    /// Says that a neighbour is there, because a connection that goes through it makes progress (RFC 4861, section 7.3.1): saves asking.
    /// </summary>
    public void ConfirmNeighbor(in IpPath path)
    {
        int at = path.IsLocal ? -1 : _neighbors.Find(path.Interface, path.NextHop);
        if (at >= 0 && _neighbors[at].State is NeighborState.Stale or NeighborState.Delay or NeighborState.Probe)
        {
            SetReachable(at);
        }
    }

    private void ReceiveArp(ReadOnlySpan<byte> bytes, int index, ref NetworkInterface link)
    {
        if (!ArpMessage.TryParse(bytes, out ArpMessage message) || !message.SenderHardware.IsUnicast || message.Sender.IsMulticast ||
            message.Sender.IsLoopback || link.IsBroadcast(message.Sender) || message.SenderHardware.Equals(link.Capabilities.Address))
        {
            link.Counters.ReceivedDropped++;
            return;
        }

        // RFC 826: what is known is brought up to date; who speaks to us is remembered. A question with sender 0.0.0.0 is a probe and teaches nothing.
        bool forUs = link.Owns(message.Target);
        if (!message.Sender.IsUnspecified && !link.Owns(message.Sender))
        {
            bool isReply = message.Operation == ArpMessage.Reply;
            LearnNeighbor(index, message.Sender, message.SenderHardware, solicited: isReply && forUs, replaces: true, create: forUs && !isReply);
        }

        if (forUs && message.Operation == ArpMessage.Request)
        {
            SendArp(index, ArpMessage.Reply, message.Target, message.SenderHardware, message.Sender, message.SenderHardware);
        }
    }

    private void SendArp(int index, ushort operation, IpAddress sender, MacAddress targetHardware, IpAddress target, MacAddress destination)
    {
        ref NetworkInterface link = ref _interfaces[index - 1];
        if (!_packets.TryAllocate(out Handle<Packet> packet))
        {
            _counters.NoBuffers++;
            return;
        }

        _ = _packets.TryAppend(packet, ArpMessage.Length, out Span<byte> bytes);
        new ArpMessage
        {
            Operation = operation,
            SenderHardware = link.Capabilities.Address,
            Sender = sender,
            TargetHardware = targetHardware,
            Target = target,
        }.Emit(bytes);
        SendFrame(packet, index, destination, EtherType.Arp);
    }

    // Tells the link who has an address of ours, so that nobody keeps what was true before: RFC 5227, section 2.3, and RFC 4861, section 7.2.6.
    private void Announce(int index, IpAddress address)
    {
        ref NetworkInterface link = ref _interfaces[index - 1];
        if (link.Capabilities.IsLoopback)
        {
            return;
        }

        if (address.IsV4)
        {
            SendArp(index, ArpMessage.Request, address, default, address, MacAddress.Broadcast);
        }
        else
        {
            SendAdvertisement(index, address, IpAddress.FromV6(AllNodesHigh, 1), solicited: false);
        }
    }

    // Takes in what a neighbour says of itself. `replaces` says whether it may change an address that is known; `create` whether an entry may be made.
    private void LearnNeighbor(int index, IpAddress address, MacAddress hardware, bool solicited, bool replaces, bool create)
    {
        int at = _neighbors.Find(index, address);
        if (at < 0)
        {
            at = create ? _neighbors.Add(ref _packets, index, address, unsolicited: true, _now) : -1;
            if (at < 0)
            {
                return;
            }
        }

        ref Neighbor neighbor = ref _neighbors[at];
        bool wasIncomplete = neighbor.State == NeighborState.Incomplete;
        bool differs = !wasIncomplete && !neighbor.Hardware.Equals(hardware);
        if (differs && !replaces)
        {
            // RFC 4861, section 7.2.5: keep the address, but trust it less.
            if (neighbor.State == NeighborState.Reachable)
            {
                _neighbors.SetState(at, NeighborState.Stale, Instant.Never);
            }

            return;
        }

        neighbor.Hardware = hardware;
        if (solicited)
        {
            SetReachable(at);
        }
        else if (wasIncomplete || differs)
        {
            _neighbors.SetState(at, NeighborState.Stale, Instant.Never);
        }

        if (wasIncomplete)
        {
            SendPending(at);
        }
    }

    private void SetReachable(int at)
    {
        // RFC 4861, section 6.3.2: between half of and one and a half times the base, so that hosts do not fall in step.
        Duration time = _interfaces[_neighbors[at].Interface - 1].ReachableTime;
        Instant deadline = _now + (time / 2) + _random.NextBelow(time);
        _neighbors.SetState(at, NeighborState.Reachable, deadline);
        _neighbors[at].Attempts = 0;
        Schedule(deadline);
    }

    private void SendPending(int at)
    {
        ref Neighbor neighbor = ref _neighbors[at];
        while (neighbor.Pending.TryDequeue(ref _packets, out Handle<Packet> packet))
        {
            SendFrame(packet, neighbor.Interface, neighbor.Hardware, neighbor.Address.IsV4 ? EtherType.Ipv4 : EtherType.Ipv6);
        }
    }

    // Sends a packet to a station on the link, once its link-layer address is known.
    private SystemError SendToNeighbor(Handle<Packet> packet, int index, IpAddress address)
    {
        int at = _neighbors.Find(index, address);
        if (at < 0)
        {
            at = _neighbors.Add(ref _packets, index, address, unsolicited: false, _now);
            if (at < 0)
            {
                _packets.Free(packet);
                return SystemError.NoBuffers;
            }

            Solicit(at);
        }

        ref Neighbor neighbor = ref _neighbors[at];
        neighbor.LastUsed = _now;
        if (neighbor.State == NeighborState.Incomplete)
        {
            // RFC 4861, section 7.2.2: of too many the oldest goes.
            if (neighbor.Pending.Count >= Neighbor.PendingLimit && neighbor.Pending.TryDequeue(ref _packets, out Handle<Packet> oldest))
            {
                _packets.Free(oldest);
            }

            neighbor.Pending.Enqueue(ref _packets, packet);
            return SystemError.None;
        }

        if (neighbor.State == NeighborState.Stale)
        {
            _neighbors.SetState(at, NeighborState.Delay, _now + DelayBeforeProbe);
            Schedule(_now + DelayBeforeProbe);
        }

        return SendFrame(packet, index, neighbor.Hardware, address.IsV4 ? EtherType.Ipv4 : EtherType.Ipv6);
    }

    // Asks for a neighbour: everybody, or itself once its address is known.
    private void Solicit(int at)
    {
        ref Neighbor neighbor = ref _neighbors[at];
        int index = neighbor.Interface;
        neighbor.Attempts++;
        neighbor.Deadline = _now + _interfaces[index - 1].RetransmitTime;
        Schedule(neighbor.Deadline);
        bool isKnown = neighbor.State != NeighborState.Incomplete;
        if (neighbor.Address.IsV6)
        {
            SendSolicitation(index, neighbor.Address, isKnown ? neighbor.Address : IpAddress.SolicitedNode(neighbor.Address), SourceOnLink(index, neighbor.Address));
            return;
        }

        SendArp(index, ArpMessage.Request, SourceOnLink(index, neighbor.Address), default, neighbor.Address, isKnown ? neighbor.Hardware : MacAddress.Broadcast);
    }

    // The address to ask with: one of the same subnet if there is one.
    private readonly IpAddress SourceOnLink(int index, IpAddress target)
    {
        ref readonly NetworkInterface link = ref _interfaces[index - 1];
        for (int i = 0; i < link.AddressLimit; i++)
        {
            ref readonly InterfaceAddress entry = ref link.Addresses[i];
            if (entry.IsUsable && entry.Address.SameFamily(target) && entry.Prefix.Contains(target))
            {
                return entry.Address;
            }
        }

        return link.TryGetAddress(target.IsV4, linkLocal: true, out IpAddress address) ? address : target.IsV4 ? IpAddress.AnyV4 : IpAddress.AnyV6;
    }

    private void RunNeighborTimers()
    {
        Instant next = Instant.Never;
        for (int at = 0; at < NeighborCache.Capacity && _neighbors.Count > 0; at++)
        {
            ref Neighbor neighbor = ref _neighbors[at];
            if (neighbor.State is NeighborState.Free or NeighborState.Stale)
            {
                continue;
            }

            if (_now >= neighbor.Deadline)
            {
                RunNeighborTimer(at);
            }

            next = Instant.Min(next, neighbor.State == NeighborState.Free ? Instant.Never : neighbor.Deadline);
        }

        Schedule(next);
    }

    private void RunNeighborTimer(int at)
    {
        ref Neighbor neighbor = ref _neighbors[at];
        switch (neighbor.State)
        {
            case NeighborState.Reachable:
                _neighbors.SetState(at, NeighborState.Stale, Instant.Never);
                return;
            case NeighborState.Delay:
                _neighbors.SetState(at, NeighborState.Probe, _now);
                neighbor.Attempts = 0;
                break;
        }

        if (neighbor.Attempts < Neighbor.AttemptLimit)
        {
            Solicit(at);
            return;
        }

        // RFC 4861, section 7.2.2: what waits cannot be delivered, and its senders, which are our own sockets, are told.
        while (neighbor.Pending.TryDequeue(ref _packets, out Handle<Packet> packet))
        {
            ReportUnreachable(packet, neighbor.Interface);
            _packets.Free(packet);
        }

        _neighbors.Remove(ref _packets, at);
    }

    private void ForgetNeighbors(int index)
    {
        for (int at = 0; at < NeighborCache.Capacity; at++)
        {
            if (_neighbors[at].State != NeighborState.Free && _neighbors[at].Interface == index)
            {
                _neighbors.Remove(ref _packets, at);
            }
        }
    }
}

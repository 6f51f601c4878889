using System.Diagnostics.CodeAnalysis;

using Hermit.Abi;

namespace Hermit.Net;

/// <content>Interfaces and their addresses.</content>
public partial struct NetworkStack
{
    // RFC 4862, section 5.1.
    private const int DuplicateProbes = 1;

    /// <summary>An interface, by its number from 1 on. Check <see cref="NetworkInterface.Exists"/>.</summary>
    [UnscopedRef]
    public readonly ref readonly NetworkInterface Interface(int index) => ref _interfaces[index - 1];

    /// <summary>Counts the changes of the addresses that interfaces have.</summary>
    public readonly int AddressChanges => _addressChanges;

    /// <summary>How many interfaces there can be: their numbers go from 1 to that.</summary>
    public static int InterfaceLimit => InterfaceTable.Capacity;

    /// <summary>What an interface has for its device to send.</summary>
    [UnscopedRef]
    public ref PacketQueue TransmitQueue(int index) => ref _interfaces[index - 1].TransmitQueue;

    /// <summary>Adds an interface for a device; returns its number, or 0 if there are too many.</summary>
    public int AddInterface(in DeviceCapabilities capabilities, ushort vlanId = 0)
    {
        for (int i = 0; i < InterfaceTable.Capacity; i++)
        {
            ref NetworkInterface link = ref _interfaces[i];
            if (link.Exists)
            {
                continue;
            }

            link = default;
            _interfaceLimit = System.Math.Max(_interfaceLimit, i + 1);
            link.Exists = true;
            link.Capabilities = capabilities;
            link.Mtu = capabilities.Mtu;
            link.VlanId = vlanId;
            link.HopLimit = 64;
            link.RetransmitTime = Duration.FromSeconds(1);
            link.ReachableTime = Duration.FromSeconds(30);
            link.Discovery.NextSolicitation = Instant.Never;
            return i + 1;
        }

        return 0;
    }

    /// <summary>
    /// Says whether an interface's device has a carrier. When it comes up, neighbours are asked anew, an address is made for the link, routers are looked
    /// for and the DHCP client begins, as far as each is enabled.
    /// </summary>
    public void SetLink(int index, bool isUp, Instant now)
    {
        ref NetworkInterface link = ref _interfaces[index - 1];
        if (link.IsUp == isUp)
        {
            return;
        }

        _now = now;
        _pathVersion++;
        link.IsUp = isUp;
        if (!isUp)
        {
            ForgetNeighbors(index);
            link.Counters.SentDropped += (ulong)link.TransmitQueue.Count;
            link.TransmitQueue.Clear(ref _packets);
            return;
        }

        StartAutoconfiguration(index);
        if (link.Dhcp.State != DhcpState.Off)
        {
            RestartDhcp(index);
        }

        for (int i = 0; i < AddressTable.Capacity; i++)
        {
            if (link.Addresses[i].IsUsable)
            {
                Announce(index, link.Addresses[i].Address);
            }
        }

        ReportAllGroups(index);
    }

    /// <summary>Gives an interface an address, and a route to its subnet. It is used at once, without asking whether somebody else has it.</summary>
    public SystemError AddAddress(int index, IpAddress address, int prefixLength, Instant now)
    {
        _now = now;
        if ((uint)(index - 1) >= InterfaceTable.Capacity || !_interfaces[index - 1].Exists)
        {
            return SystemError.NoInterface;
        }

        if (address.IsUnspecified || address.IsMulticast || address.IsLimitedBroadcast || (uint)prefixLength > (address.IsV4 ? 32u : 128u))
        {
            return SystemError.Invalid;
        }

        return SetAddress(index, address, prefixLength, AddressOrigin.Static, AddressState.Preferred, Instant.Never, Instant.Never)
            ? SystemError.None
            : SystemError.OutOfMemory;
    }

    /// <summary>Takes an address from an interface.</summary>
    public SystemError RemoveAddress(int index, IpAddress address, Instant now)
    {
        _now = now;
        if ((uint)(index - 1) >= InterfaceTable.Capacity)
        {
            return SystemError.NoInterface;
        }

        int at = _interfaces[index - 1].IndexOf(address);
        if (at < 0)
        {
            return SystemError.AddressNotAvailable;
        }

        DropAddress(index, at);
        return SystemError.None;
    }

    /// <summary>Adds a route; an unspecified gateway means that the destinations are on the link.</summary>
    public SystemError AddRoute(IpPrefix prefix, IpAddress gateway, int index, uint metric = 0)
    {
        if ((uint)(index - 1) >= InterfaceTable.Capacity || !_interfaces[index - 1].Exists)
        {
            return SystemError.NoInterface;
        }

        var route = new Route { Prefix = prefix, Gateway = gateway, Interface = (byte)index, Metric = metric, ValidUntil = Instant.Never };
        return _routes.TryAdd(route) ? SystemError.None : SystemError.OutOfMemory;
    }

    /// <summary>The number of the interface by which a destination is reached; 0 if no route leads there.</summary>
    public readonly int FindInterface(IpAddress destination)
    {
        int at = _routes.Find(destination, 0);
        return at < 0 ? 0 : _routes[at].Interface;
    }

    /// <summary>Removes a route.</summary>
    public SystemError RemoveRoute(IpPrefix prefix, IpAddress gateway, int index) =>
        _routes.Remove(prefix, gateway, index) ? SystemError.None : SystemError.NetworkUnreachable;

    private void AddLoopback()
    {
        var capabilities = new DeviceCapabilities
        {
            Mtu = LoopbackMtu,
            IsLoopback = true,
            CompletesChecksums = true,
            SegmentationV4 = LoopbackMtu,
            SegmentationV6 = LoopbackMtu,
        };
        int index = AddInterface(capabilities);
        _interfaces[index - 1].IsUp = true;
        SetAddress(index, IpAddress.LoopbackV4, 8, AddressOrigin.Interface, AddressState.Preferred, Instant.Never, Instant.Never);
        SetAddress(index, IpAddress.LoopbackV6, 128, AddressOrigin.Interface, AddressState.Preferred, Instant.Never, Instant.Never);
    }

    // Adds an address or changes its times; false if there is no room.
    private bool SetAddress(int index, IpAddress address, int prefixLength, AddressOrigin origin, AddressState state, Instant preferredUntil, Instant validUntil)
    {
        ref NetworkInterface link = ref _interfaces[index - 1];
        int at = link.IndexOf(address);
        if (at < 0)
        {
            at = FreeAddress(link);
            if (at < 0)
            {
                return false;
            }

            _addressChanges++;
            link.Addresses[at] = new InterfaceAddress { Address = address, State = state, NextProbe = Instant.Never };
            link.AddressLimit = System.Math.Max(link.AddressLimit, at + 1);
            if (address.IsV6 && !link.Capabilities.IsLoopback)
            {
                JoinGroup(index, IpAddress.SolicitedNode(address));
            }
        }

        _pathVersion++;
        ref InterfaceAddress entry = ref link.Addresses[at];
        entry.PrefixLength = (byte)prefixLength;
        entry.Broadcast = prefixLength <= 30 ? entry.Prefix.Last : IpAddress.BroadcastV4;
        entry.Origin = origin;
        entry.PreferredUntil = preferredUntil;
        entry.ValidUntil = validUntil;
        Schedule(Instant.Min(preferredUntil, validUntil));
        if (prefixLength < (address.IsV4 ? 32 : 128) && origin != AddressOrigin.Advertisement)
        {
            AddRouteOf(index, entry);
        }

        if (state == AddressState.Tentative && entry.State == AddressState.Tentative)
        {
            // RFC 4862, section 5.4.2: not all hosts of a link at once.
            entry.ProbesLeft = DuplicateProbes;
            entry.NextProbe = _now + _random.NextBelow(Duration.FromMilliseconds(200));
            Schedule(entry.NextProbe);
        }
        else if (link.IsUp && at >= 0)
        {
            Announce(index, address);
        }

        return true;
    }

    private void AddRouteOf(int index, in InterfaceAddress entry)
    {
        _routes.TryAdd(new Route
        {
            Prefix = entry.Prefix,
            Gateway = entry.Address.IsV4 ? IpAddress.AnyV4 : IpAddress.AnyV6,
            Interface = (byte)index,
            Origin = AddressOrigin.Interface,
            ValidUntil = entry.ValidUntil,
        });
    }

    private static int FreeAddress(in NetworkInterface link)
    {
        for (int i = 0; i < AddressTable.Capacity; i++)
        {
            if (link.Addresses[i].State == AddressState.None)
            {
                return i;
            }
        }

        return -1;
    }

    private void DropAddress(int index, int at)
    {
        ref NetworkInterface link = ref _interfaces[index - 1];
        InterfaceAddress dropped = link.Addresses[at];
        _addressChanges++;
        link.Addresses[at] = default;
        while (link.AddressLimit > 0 && link.Addresses[link.AddressLimit - 1].State == AddressState.None)
        {
            link.AddressLimit--;
        }

        _pathVersion++;
        if (dropped.Address.IsV6 && !link.Capabilities.IsLoopback)
        {
            LeaveGroup(index, IpAddress.SolicitedNode(dropped.Address));
        }

        // The route to the subnet stays while another address is in it.
        for (int i = 0; i < AddressTable.Capacity; i++)
        {
            if (link.Addresses[i].State != AddressState.None && link.Addresses[i].Prefix.Equals(dropped.Prefix))
            {
                return;
            }
        }

        if (dropped.Origin != AddressOrigin.Advertisement)
        {
            _routes.Remove(dropped.Prefix, dropped.Address.IsV4 ? IpAddress.AnyV4 : IpAddress.AnyV6, index);
        }
    }

    // The number of the interface that has an address; 0 for none.
    private readonly int OwnerOf(IpAddress address)
    {
        for (int i = 0; i < _interfaceLimit; i++)
        {
            if (_interfaces[i].Exists && _interfaces[i].Owns(address))
            {
                return i + 1;
            }
        }

        return address.IsV4 && address.IsLoopback ? Loopback : 0;
    }

    private void RunAddressTimers()
    {
        for (int i = 1; i <= _interfaceLimit; i++)
        {
            if (_interfaces[i - 1].Exists)
            {
                RunAddressTimers(i);
                RunDiscoveryTimer(i);
            }
        }
    }

    private void RunAddressTimers(int index)
    {
        ref NetworkInterface link = ref _interfaces[index - 1];
        for (int i = 0; i < link.AddressLimit; i++)
        {
            ref InterfaceAddress entry = ref link.Addresses[i];
            if (entry.State == AddressState.None)
            {
                continue;
            }

            if (_now >= entry.ValidUntil)
            {
                DropAddress(index, i);
                continue;
            }

            if (entry.State == AddressState.Preferred && _now >= entry.PreferredUntil)
            {
                entry.State = AddressState.Deprecated;
            }

            if (entry.State == AddressState.Tentative && _now >= entry.NextProbe)
            {
                ProbeAddress(index, ref entry);
            }

            Schedule(entry.ValidUntil);
            Schedule(entry.State == AddressState.Preferred ? entry.PreferredUntil : Instant.Never);
            Schedule(entry.State == AddressState.Tentative ? entry.NextProbe : Instant.Never);
        }
    }
}

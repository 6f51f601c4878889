namespace Hermit.Net;

/// <summary>An interface: a device as the stack sees it, with its addresses.</summary>
public struct NetworkInterface
{
    /// <summary>How many frames wait for the device at most. What comes on top is dropped, as every queue does that is full.</summary>
    public const int TransmitLimit = 1024;

    /// <summary>What the device is and does.</summary>
    public DeviceCapabilities Capabilities;

    /// <summary>The addresses.</summary>
    public AddressTable Addresses;

    /// <summary>One more than the index of the last address in use: where to stop looking.</summary>
    public int AddressLimit;

    /// <summary>What passed.</summary>
    public InterfaceCounters Counters;

    /// <summary>What waits for the device.</summary>
    public PacketQueue TransmitQueue;

    /// <summary>The longest packet, the link's header not counted. At most that of the device; lower where a router or a DHCP server says so.</summary>
    public int Mtu;

    /// <summary>The VLAN that frames are tagged with; 0 for none.</summary>
    public ushort VlanId;

    /// <summary>Whether the interface exists.</summary>
    public bool Exists;

    /// <summary>Whether the device has a carrier.</summary>
    public bool IsUp;

    /// <summary>The hop limit of packets that leave.</summary>
    public byte HopLimit;

    /// <summary>How neighbours are asked for again (RFC 4861, RetransTimer).</summary>
    public Duration RetransmitTime;

    /// <summary>For how long a neighbour that answered counts as reachable (RFC 4861, ReachableTime).</summary>
    public Duration ReachableTime;

    /// <summary>The search for a router.</summary>
    internal RouterDiscovery Discovery;

    /// <summary>The DHCP client.</summary>
    internal DhcpClient Dhcp;

    /// <summary>Finds an address; -1 if the interface does not have it.</summary>
    public readonly int IndexOf(IpAddress address)
    {
        for (int i = 0; i < AddressLimit; i++)
        {
            if (Addresses[i].State != AddressState.None && Addresses[i].Address.Equals(address))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Whether packets to the address are for this interface, groups not counted.</summary>
    public readonly bool Owns(IpAddress address)
    {
        int index = IndexOf(address);
        return index >= 0 && Addresses[index].IsUsable;
    }

    /// <summary>Whether the address is that of everybody on an IPv4 subnet of this interface.</summary>
    public readonly bool IsBroadcast(IpAddress address)
    {
        if (address.IsLimitedBroadcast)
        {
            return true;
        }

        for (int i = 0; i < AddressLimit; i++)
        {
            if (Addresses[i].State != AddressState.None && Addresses[i].IsBroadcast(address))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The first usable address of a family; <see langword="false"/> if there is none.</summary>
    public readonly bool TryGetAddress(bool v4, bool linkLocal, out IpAddress address)
    {
        for (int i = 0; i < AddressLimit; i++)
        {
            address = Addresses[i].Address;
            if (Addresses[i].State == AddressState.Preferred && address.IsV4 == v4 && (v4 || address.IsLinkLocal == linkLocal))
            {
                return true;
            }
        }

        address = default;
        return false;
    }
}

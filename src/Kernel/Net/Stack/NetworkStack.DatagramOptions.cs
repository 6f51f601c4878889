using System;

using Hermit.Abi;
using Hermit.Memory;

namespace Hermit.Net;

/// <content>The options and groups of datagram sockets.</content>
public partial struct NetworkStack
{
    /// <summary>Sets an option.</summary>
    public SystemError SetOption(Handle<Socket> socket, SocketOption option, int value)
    {
        if (IsStream(socket))
        {
            return SetStreamOption(ref _sockets[socket], option, value);
        }

        if (!TryFindDatagram(socket, out Handle<DatagramSocket> handle))
        {
            return SystemError.BadDescriptor;
        }

        ref DatagramSocket record = ref _datagrams[handle];
        switch (option)
        {
            case SocketOption.ReuseAddress:
                record.ReuseAddress = value != 0;
                return SystemError.None;
            case SocketOption.Broadcast:
                record.Broadcast = value != 0;
                return SystemError.None;
            case SocketOption.ReceiveBuffer:
                record.ReceiveLimit = Math.Clamp(value, 2 * BufferPool<Packet>.SlotBytes, 1 << 26);
                return SystemError.None;
            case SocketOption.BoundInterface when (uint)value <= InterfaceTable.Capacity:
                record.BoundInterface = value;
                return SystemError.None;
            case SocketOption.V6Only when record.IsV6 && !record.IsBound:
                record.V6Only = value != 0;
                return SystemError.None;
            case SocketOption.HopLimit when (uint)value <= 255:
                record.HopLimit = (byte)value;
                return SystemError.None;
            case SocketOption.TrafficClass when (uint)value <= 255:
                record.TrafficClass = (byte)value;
                return SystemError.None;
            case SocketOption.MulticastHopLimit when (uint)value <= 255:
                record.MulticastHopLimit = (byte)value;
                return SystemError.None;
            case SocketOption.MulticastLoop:
                record.MulticastLoop = value != 0;
                return SystemError.None;
            case SocketOption.MulticastInterface when (uint)value <= InterfaceTable.Capacity:
                record.MulticastInterface = value;
                return SystemError.None;
            case SocketOption.DontFragment:
                record.DontFragment = value != 0;
                return SystemError.None;
            default:
                return SystemError.Invalid;
        }
    }

    /// <summary>Reads an option.</summary>
    public readonly SystemError GetOption(Handle<Socket> socket, SocketOption option, out int value)
    {
        value = 0;
        if (IsStream(socket))
        {
            return GetStreamOption(_sockets[socket], option, out value);
        }

        if (!TryFindDatagram(socket, out Handle<DatagramSocket> handle))
        {
            return SystemError.BadDescriptor;
        }

        ref DatagramSocket record = ref _datagrams[handle];
        value = option switch
        {
            SocketOption.ReuseAddress => record.ReuseAddress ? 1 : 0,
            SocketOption.Broadcast => record.Broadcast ? 1 : 0,
            SocketOption.ReceiveBuffer => record.ReceiveLimit,
            SocketOption.BoundInterface => record.BoundInterface,
            SocketOption.V6Only => record.V6Only ? 1 : 0,
            SocketOption.HopLimit => record.HopLimit != 0 ? record.HopLimit : 64,
            SocketOption.TrafficClass => record.TrafficClass,
            SocketOption.MulticastHopLimit => record.MulticastHopLimit,
            SocketOption.MulticastLoop => record.MulticastLoop ? 1 : 0,
            SocketOption.MulticastInterface => record.MulticastInterface,
            SocketOption.DontFragment => record.DontFragment ? 1 : 0,
            _ => -1,
        };
        return value < 0 ? SystemError.NoProtocolOption : SystemError.None;
    }

    /// <summary>Joins a group on an interface, 0 for the one that the routes say.</summary>
    public SystemError Join(Handle<Socket> socket, IpAddress group, int interfaceIndex, Instant now)
    {
        _now = now;
        SystemError error = FindGroup(socket, group, ref interfaceIndex, out Handle<DatagramSocket> handle);
        if (error != SystemError.None)
        {
            return error;
        }

        ref DatagramSocket record = ref _datagrams[handle];
        if (record.HasJoined(group, interfaceIndex))
        {
            return SystemError.AddressInUse;
        }

        for (int i = 0; i < SocketGroups.Capacity; i++)
        {
            if (record.Groups[i].Zone == 0)
            {
                if (!JoinGroup(interfaceIndex, group))
                {
                    return SystemError.NoBuffers;
                }

                record.Groups[i] = new IpEndpoint(group, 0, (uint)interfaceIndex);
                return SystemError.None;
            }
        }

        return SystemError.NoBuffers;
    }

    /// <summary>Leaves a group.</summary>
    public SystemError Leave(Handle<Socket> socket, IpAddress group, int interfaceIndex, Instant now)
    {
        _now = now;
        SystemError error = FindGroup(socket, group, ref interfaceIndex, out Handle<DatagramSocket> handle);
        if (error != SystemError.None)
        {
            return error;
        }

        ref DatagramSocket record = ref _datagrams[handle];
        for (int i = 0; i < SocketGroups.Capacity; i++)
        {
            if (record.Groups[i].Zone == interfaceIndex && record.Groups[i].Address.Equals(group))
            {
                record.Groups[i] = default;
                LeaveGroup(interfaceIndex, group);
                return SystemError.None;
            }
        }

        return SystemError.AddressNotAvailable;
    }

    private readonly SystemError FindGroup(Handle<Socket> socket, IpAddress group, ref int interfaceIndex, out Handle<DatagramSocket> handle)
    {
        if (!TryFindDatagram(socket, out handle))
        {
            return SystemError.BadDescriptor;
        }

        if (!group.IsMulticast || !_datagrams[handle].Accepts(group))
        {
            return SystemError.Invalid;
        }

        interfaceIndex = FindLink(group, interfaceIndex, default);
        return interfaceIndex == 0 ? SystemError.NoDevice : SystemError.None;
    }
}

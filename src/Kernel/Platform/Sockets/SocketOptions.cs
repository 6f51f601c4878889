using System;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

using Hermit.Abi;
using Hermit.Descriptors;
using Hermit.Net;

namespace Hermit.Platform;

/// <summary>
/// Options of sockets (System.Native's pal_networking), by the numbers of System.Net.Sockets.SocketOptionLevel and SocketOptionName. Results are the
/// libraries' own error numbers; an option that is not known is <c>ENOPROTOOPT</c>.
/// </summary>
internal static class SocketOptions
{
    private const int ErrorFault = 0x10015;

    private const int LevelSocket = 0xFFFF;
    private const int LevelV4 = 0;
    private const int LevelV6 = 41;
    private const int LevelTcp = 6;

    [Export("SystemNative_GetSocketErrorOption", Fault = ErrorFault)]
    internal static int GetSocketErrorOption(int socket, out int found)
    {
        SystemError error = DescriptorTable.TakeSocketError(socket, out SystemError pending);
        found = Errno.Portable(pending);
        return Errno.Portable(error);
    }

    [Export("SystemNative_SetReceiveTimeout")]
    internal static int SetReceiveTimeout(int socket, int milliseconds) => Errno.Portable(DescriptorTable.SetSocketTimeouts(socket, (uint)Math.Max(milliseconds, 0), null));

    [Export("SystemNative_SetSendTimeout")]
    internal static int SetSendTimeout(int socket, int milliseconds) => Errno.Portable(DescriptorTable.SetSocketTimeouts(socket, null, (uint)Math.Max(milliseconds, 0)));

    [Export("SystemNative_GetLingerOption", Fault = ErrorFault)]
    internal static int GetLingerOption(int socket, out Linger option)
    {
        option = default;
        SystemError error = DescriptorTable.GetStreamSettings(socket, out TcpSettings settings);
        option.OnOff = settings.Linger ? 1 : 0;
        option.Seconds = (int)settings.LingerTime.Seconds;
        return Errno.Portable(error);
    }

    [Export("SystemNative_SetLingerOption", Fault = ErrorFault)]
    internal static int SetLingerOption(int socket, ref Linger option)
    {
        SystemError error = DescriptorTable.GetStreamSettings(socket, out TcpSettings settings);
        if (error == SystemError.None)
        {
            settings.Linger = option.OnOff != 0;
            settings.LingerTime = Duration.FromSeconds(option.Seconds);
            error = DescriptorTable.SetStreamSettings(socket, settings);
        }

        return Errno.Portable(error);
    }

    [Export("SystemNative_GetSockOpt", Fault = ErrorFault)]
    internal static int GetSockOpt(int socket, int level, int name, [Length(nameof(length))] Span<byte> value, ref int length)
    {
        if (value.Length < sizeof(int))
        {
            return Errno.Portable(SystemError.Invalid);
        }

        SystemError error = Get(socket, level, name, out int found);
        if (error == SystemError.None)
        {
            BinaryPrimitives.WriteInt32LittleEndian(value, found);
            length = sizeof(int);
        }

        return Errno.Portable(error);
    }

    [Export("SystemNative_SetSockOpt", Fault = ErrorFault)]
    internal static int SetSockOpt(int socket, int level, int name, ReadOnlySpan<byte> value)
    {
        return Errno.Portable(value.Length < sizeof(int) ? SystemError.Invalid : Set(socket, level, name, BinaryPrimitives.ReadInt32LittleEndian(value)));
    }

    [Export("SystemNative_GetIPv4MulticastOption", Fault = ErrorFault)]
    internal static int GetIPv4MulticastOption(int socket, int option, out V4Group group)
    {
        group = default;
        return Errno.Portable(DescriptorTable.GetSocketOption(socket, SocketOption.MulticastInterface, out group.Interface));
    }

    [Export("SystemNative_GetIPv6MulticastOption", Fault = ErrorFault)]
    internal static int GetIPv6MulticastOption(int socket, int option, [Length(32)] Span<byte> group)
    {
        group.Clear();
        SystemError error = DescriptorTable.GetSocketOption(socket, SocketOption.MulticastInterface, out int index);
        BinaryPrimitives.WriteInt32LittleEndian(group.Slice(24), index);
        return Errno.Portable(error);
    }

    [Export("SystemNative_SetIPv4MulticastOption", Fault = ErrorFault)]
    internal static int SetIPv4MulticastOption(int socket, int option, ref V4Group group)
    {
        int index = group.Interface;
        if (index == 0 && !TryFindInterface(group.LocalAddress, out index))
        {
            return Errno.Portable(SystemError.NoDevice);
        }

        return Errno.Portable(SetGroup(socket, option, IpAddress.FromV4(BinaryPrimitives.ReverseEndianness(group.Address)), index));
    }

    [Export("SystemNative_SetIPv6MulticastOption", Fault = ErrorFault)]
    internal static int SetIPv6MulticastOption(int socket, int option, [Length(32)] ReadOnlySpan<byte> group)
    {
        return Errno.Portable(SetGroup(socket, option, IpAddress.ReadV6(group), BinaryPrimitives.ReadInt32LittleEndian(group.Slice(24))));
    }

    // The interface that has an address, which lies there in network order; none is 0, for what the routes say.
    private static bool TryFindInterface(uint address, out int index)
    {
        index = address == 0 ? 0 : DescriptorTable.FindInterface(IpAddress.FromV4(BinaryPrimitives.ReverseEndianness(address)));
        return address == 0 || index != 0;
    }

    // Interop.Sys.MulticastOption: join, leave, choose the interface.
    private static SystemError SetGroup(int socket, int option, IpAddress group, int index) => option switch
    {
        0 => DescriptorTable.JoinGroup(socket, group, index),
        1 => DescriptorTable.LeaveGroup(socket, group, index),
        2 => DescriptorTable.SetSocketOption(socket, SocketOption.MulticastInterface, index),
        _ => SystemError.NoProtocolOption,
    };

    private static SystemError Get(int socket, int level, int name, out int value)
    {
        value = 0;
        if (!IsKnown(level, name))
        {
            return SystemError.NotSupported;
        }

        switch (level, name)
        {
            case (LevelSocket, 0x1007): // SO_ERROR
                SystemError error = DescriptorTable.TakeSocketError(socket, out SystemError pending);
                value = Errno.Portable(pending);
                return error;
            case (LevelSocket, 0x1008): // SO_TYPE
                error = DescriptorTable.DescribeSocket(socket, out SocketDescription description);
                value = description.Kind == SocketKind.Stream ? 1 : description.Kind == SocketKind.Raw ? 3 : 2;
                return error;
            case (LevelSocket, 0x0002): // SO_ACCEPTCONN
                error = DescriptorTable.DescribeSocket(socket, out description);
                value = description.IsListening ? 1 : 0;
                return error;
        }

        if (DescriptorTable.IsLocal(socket))
        {
            value = (level, name) is (LevelSocket, 0x1001 or 0x1002) ? DescriptorTable.LocalBufferBytes : 0;
            return CheckLocal(level, name);
        }

        if (TryTranslate(level, name, out SocketOption option))
        {
            SystemError error = DescriptorTable.GetSocketOption(socket, option, out value);
            if (error != SystemError.NoProtocolOption)
            {
                return error;
            }
        }

        SystemError found = DescriptorTable.GetStreamSettings(socket, out TcpSettings settings);
        return found == SystemError.None ? GetStream(settings, level, name, out value) : Ignored(level, name, found);
    }

    private static SystemError Set(int socket, int level, int name, int value)
    {
        if (!IsKnown(level, name))
        {
            return SystemError.NotSupported;
        }

        if ((level, name) is (LevelV4, 4) or (LevelV6, 21))
        {
            // IP_TTL and IPV6_UNICAST_HOPS: -1 is the usual; the stack's word for that is 0, which is no limit of hops.
            if (value == 0)
            {
                return SystemError.Invalid;
            }

            value = Math.Max(value, 0);
        }
        else if ((level, name) == (LevelV4, 9) && !TryFindInterface((uint)value, out value))
        {
            // IP_MULTICAST_IF names an interface by its address.
            return SystemError.AddressNotAvailable;
        }

        if (DescriptorTable.IsLocal(socket))
        {
            return CheckLocal(level, name);
        }

        if (TryTranslate(level, name, out SocketOption option))
        {
            SystemError error = DescriptorTable.SetSocketOption(socket, option, (level, name) == (LevelSocket, ~0x0004) ? (value == 0 ? 1 : 0) : value);
            if (error != SystemError.NoProtocolOption)
            {
                return error;
            }
        }

        SystemError found = DescriptorTable.GetStreamSettings(socket, out TcpSettings settings);
        if (found != SystemError.None)
        {
            return Ignored(level, name, found);
        }

        found = SetStream(ref settings, level, name, value);
        return found == SystemError.None ? DescriptorTable.SetStreamSettings(socket, settings) : found;
    }

    private static SystemError GetStream(in TcpSettings settings, int level, int name, out int value)
    {
        value = (level, name) switch
        {
            (LevelSocket, 0x0008) => settings.KeepAlive ? 1 : 0,
            (LevelSocket, 0x0080) => settings.Linger ? 1 : 0,
            (LevelSocket, 0x1001) => (int)settings.SendBuffer,
            (LevelSocket, 0x1002) => (int)settings.ReceiveBuffer,
            (LevelTcp, 1) => settings.NoDelay ? 1 : 0,
            (LevelTcp, 3) => (int)settings.KeepAliveIdle.Seconds,
            (LevelTcp, 16) => settings.KeepAliveProbes,
            (LevelTcp, 17) => (int)settings.KeepAliveInterval.Seconds,
            _ => -1,
        };
        return value < 0 ? SystemError.NoProtocolOption : SystemError.None;
    }

    private static SystemError SetStream(ref TcpSettings settings, int level, int name, int value)
    {
        switch (level, name)
        {
            case (LevelSocket, 0x0008): // SO_KEEPALIVE
                settings.KeepAlive = value != 0;
                return SystemError.None;
            case (LevelSocket, 0x1001): // SO_SNDBUF
                settings.SendBuffer = Math.Clamp((uint)Math.Max(value, 0), TcpSettings.MinimumBuffer, TcpSettings.MaximumSendBuffer);
                return SystemError.None;
            case (LevelSocket, 0x1002): // SO_RCVBUF
                settings.ReceiveBuffer = Math.Clamp((uint)Math.Max(value, 0), TcpSettings.MinimumBuffer, TcpSettings.MaximumReceiveBuffer);
                return SystemError.None;
            case (LevelTcp, 1): // TCP_NODELAY
                settings.NoDelay = value != 0;
                return SystemError.None;
            case (LevelTcp, 3) when value > 0: // TCP_KEEPIDLE
                settings.KeepAliveIdle = Duration.FromSeconds(value);
                return SystemError.None;
            case (LevelTcp, 16) when value is > 0 and <= 127: // TCP_KEEPCNT
                settings.KeepAliveProbes = (byte)value;
                return SystemError.None;
            case (LevelTcp, 17) when value > 0: // TCP_KEEPINTVL
                settings.KeepAliveInterval = Duration.FromSeconds(value);
                return SystemError.None;
            case (LevelTcp, 3 or 16 or 17):
                return SystemError.Invalid;
            default:
                return SystemError.NoProtocolOption;
        }
    }

    // Sockets of the machine's own take the general options, which change nothing there: addresses are never in use twice, nothing is kept alive, and the
    // sizes of buffers are advice, which is not taken.
    private static SystemError CheckLocal(int level, int name) => (level, name) switch
    {
        (LevelSocket, 0x0004 or 0x0008 or 0x0020 or 0x0080 or 0x1001 or 0x1002) => SystemError.None,
        (LevelSocket, _) => SystemError.NoProtocolOption,
        _ => SystemError.NotSupported,
    };

    // What a datagram socket has without an option for it: the sizes of sending buffers, and the packet information, which is always told.
    private static SystemError Ignored(int level, int name, SystemError error) => (level, name) switch
    {
        (LevelSocket, 0x1001) or (LevelV4, 19) or (LevelV6, 19) => SystemError.None,
        _ => error == SystemError.NotSupported ? SystemError.NoProtocolOption : error,
    };

    // What System.Native passes on to Linux; of anything else Linux is not asked.
    private static bool IsKnown(int level, int name) => level switch
    {
        LevelSocket => name is 0x0001 or 0x0002 or 0x0004 or ~0x0004 or 0x0008 or 0x0010 or 0x0020 or 0x0080 or 0x0100 or (>= 0x1001 and <= 0x1008),
        LevelV4 => name is (>= 1 and <= 4) or (>= 9 and <= 19),
        LevelV6 => name is 4 or (>= 9 and <= 14) or 19 or 21 or 27,
        LevelTcp => name is 1 or 3 or 15 or 16 or 17,
        _ => false,
    };

    private static bool TryTranslate(int level, int name, out SocketOption option)
    {
        option = (level, name) switch
        {
            (LevelSocket, 0x0004 or ~0x0004) => SocketOption.ReuseAddress,
            (LevelSocket, 0x0020) => SocketOption.Broadcast,
            (LevelSocket, 0x1002) => SocketOption.ReceiveBuffer,
            (LevelV4, 3) => SocketOption.TrafficClass,
            (LevelV4, 4) or (LevelV6, 21 or 4) => SocketOption.HopLimit,
            (LevelV4 or LevelV6, 9) => SocketOption.MulticastInterface,
            (LevelV4 or LevelV6, 10) => SocketOption.MulticastHopLimit,
            (LevelV4 or LevelV6, 11) => SocketOption.MulticastLoop,
            (LevelV4 or LevelV6, 14) => SocketOption.DontFragment,
            (LevelV6, 27) => SocketOption.V6Only,
            _ => default,
        };
        return option != default;
    }

    // Interop.Sys.LingerOption.
    [StructLayout(LayoutKind.Sequential)]
    internal struct Linger
    {
        public int OnOff;
        public int Seconds;
    }

    // Interop.Sys.IPv4MulticastOption.
    [StructLayout(LayoutKind.Sequential)]
    internal struct V4Group
    {
        public uint Address;
        public uint LocalAddress;
        public int Interface;
        public int Padding;
    }
}

using System;

using Hermit.Abi;
using Hermit.Descriptors;

namespace Hermit.Platform;

/// <summary>Options of sockets by the numbers of Linux (<c>Socket.SetRawSocketOption</c>): those that also have one of the libraries' numbers.</summary>
internal static class RawSocketOptions
{
    private const int ErrorFault = 0x10015;

    // SOL_SOCKET of Linux and of the libraries. IPPROTO_IP, IPPROTO_TCP and IPPROTO_IPV6 are equal in both.
    private const int PlatformSocket = 1;
    private const int PortableSocket = 0xFFFF;
    private const int LevelIp = 0;
    private const int LevelTcp = 6;
    private const int LevelV6 = 41;

    // IP_RECVERR and IPV6_RECVERR.
    private const int ReceiveErrors = 11;
    private const int ReceiveErrorsV6 = 25;

    [Export("SystemNative_GetRawSockOpt", Fault = ErrorFault)]
    internal static int GetRawSockOpt(int socket, int level, int name, [Length(nameof(length))] Span<byte> value, ref int length) =>
        TryTranslate(ref level, ref name) ? SocketOptions.GetSockOpt(socket, level, name, value, ref length) : Errno.Portable(SystemError.NoProtocolOption);

    [Export("SystemNative_SetRawSockOpt", Fault = ErrorFault)]
    internal static int SetRawSockOpt(int socket, int level, int name, ReadOnlySpan<byte> value)
    {
        if ((level, name) is (LevelIp, ReceiveErrors) or (LevelV6, ReceiveErrorsV6))
        {
            // What Ping asks for is so in any case: errors of the network reach the socket.
            return Errno.Portable(DescriptorTable.DescribeSocket(socket, out _));
        }

        return TryTranslate(ref level, ref name) ? SocketOptions.SetSockOpt(socket, level, name, value) : Errno.Portable(SystemError.NoProtocolOption);
    }

    // socket(7), ip(7), ipv6(7) and tcp(7), with System.Net.Sockets.SocketOptionName.
    private static bool TryTranslate(ref int level, ref int name)
    {
        int portable = (level, name) switch
        {
            (PlatformSocket, 2) => 0x0004, // SO_REUSEADDR
            (PlatformSocket, 3) => 0x1008, // SO_TYPE
            (PlatformSocket, 4) => 0x1007, // SO_ERROR
            (PlatformSocket, 6) => 0x0020, // SO_BROADCAST
            (PlatformSocket, 7) => 0x1001, // SO_SNDBUF
            (PlatformSocket, 8) => 0x1002, // SO_RCVBUF
            (PlatformSocket, 9) => 0x0008, // SO_KEEPALIVE
            (PlatformSocket, 30) => 0x0002, // SO_ACCEPTCONN
            (LevelIp, 1) => 3, // IP_TOS
            (LevelIp, 2) => 4, // IP_TTL
            (LevelIp, 33) => 10, // IP_MULTICAST_TTL
            (LevelIp, 34) => 11, // IP_MULTICAST_LOOP
            (LevelV6, 16) => 21, // IPV6_UNICAST_HOPS
            (LevelV6, 18) => 10, // IPV6_MULTICAST_HOPS
            (LevelV6, 26) => 27, // IPV6_V6ONLY
            (LevelTcp, 1) => 1, // TCP_NODELAY
            (LevelTcp, 4) => 3, // TCP_KEEPIDLE
            (LevelTcp, 5) => 17, // TCP_KEEPINTVL
            (LevelTcp, 6) => 16, // TCP_KEEPCNT
            _ => -1,
        };
        level = level == PlatformSocket ? PortableSocket : level;
        name = portable;
        return portable >= 0;
    }
}

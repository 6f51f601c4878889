using System;

using Hermit.Abi;
using Hermit.Descriptors;
using Hermit.Net;

namespace Hermit.Platform;

/// <summary>Sockets (System.Native's pal_networking). Results are the libraries' own error numbers.</summary>
internal static class Sockets
{
    private const int ErrorFault = 0x10015;

    // System.Net.Sockets.SocketType and ProtocolType.
    private const int Stream = 1;
    private const int Datagram = 2;
    private const int Raw = 3;
    private const int Unspecified = 0;
    private const int Icmp = 1;
    private const int Tcp = 6;
    private const int Udp = 17;
    private const int IcmpV6 = 58;

    [Export("SystemNative_Socket", Fault = ErrorFault)]
    internal static int Socket(int family, int type, int protocol, out nint socket)
    {
        socket = -1;
        if (family is not (SocketAddress.PortableV4 or SocketAddress.PortableV6))
        {
            return Errno.Portable(SystemError.AddressFamilyNotSupported);
        }

        bool v6 = family == SocketAddress.PortableV6;
        SocketKind kind;
        switch (type, protocol)
        {
            case (Stream, Unspecified or Tcp):
                kind = SocketKind.Stream;
                break;
            case (Datagram, Unspecified or Udp):
                kind = SocketKind.Datagram;
                break;
            case (Datagram, Icmp or IcmpV6):
                kind = SocketKind.Ping;
                break;
            case (Raw, _):
                kind = SocketKind.Raw;
                break;
            default:
                return Errno.Portable(type is Stream or Datagram ? SystemError.ProtocolNotSupported : SystemError.Invalid);
        }

        SystemError error = DescriptorTable.OpenSocket(kind, (IpProtocol)protocol, v6, out int descriptor);
        socket = descriptor;
        return Errno.Portable(error);
    }

    [Export("SystemNative_Bind", Fault = ErrorFault)]
    internal static int Bind(int socket, int protocol, ReadOnlySpan<byte> address)
    {
        SystemError error = SocketAddress.Read(address, out IpEndpoint local);
        return Errno.Portable(error == SystemError.None ? DescriptorTable.Bind(socket, local) : error);
    }

    [Export("SystemNative_Connect", Fault = ErrorFault)]
    internal static int Connect(int socket, ReadOnlySpan<byte> address)
    {
        SystemError error = SocketAddress.Read(address, out IpEndpoint remote);
        return Errno.Portable(error == SystemError.None ? DescriptorTable.Connect(socket, remote) : error);
    }

    [Export("SystemNative_Disconnect")]
    internal static int Disconnect(int socket) => Errno.Portable(DescriptorTable.Disconnect(socket));

    [Export("SystemNative_Listen")]
    internal static int Listen(int socket, int backlog) => Errno.Portable(DescriptorTable.Listen(socket, backlog));

    [Export("SystemNative_Accept", Fault = ErrorFault)]
    internal static int Accept(int socket, [Length(nameof(length))] Span<byte> address, ref int length, out nint accepted)
    {
        SystemError error = DescriptorTable.Accept(socket, out int descriptor, out IpEndpoint remote);
        accepted = descriptor;
        if (error == SystemError.None)
        {
            length = SocketAddress.Write(remote, DescriptorTable.IsV6(descriptor), address);
        }

        return Errno.Portable(error);
    }

    [Export("SystemNative_Shutdown")]
    internal static int Shutdown(int socket, int how)
    {
        // System.Net.Sockets.SocketShutdown: receive, send, both.
        return Errno.Portable(how is < 0 or > 2 ? SystemError.Invalid : DescriptorTable.Shutdown(socket, read: how != 1, write: how != 0));
    }

    [Export("SystemNative_GetSockName", Fault = ErrorFault)]
    internal static int GetSockName(int socket, [Length(nameof(length))] Span<byte> address, ref int length)
    {
        SystemError error = DescriptorTable.GetEndpoints(socket, out IpEndpoint local, out _, out _);
        if (error == SystemError.None)
        {
            length = SocketAddress.Write(local, DescriptorTable.IsV6(socket), address);
        }

        return Errno.Portable(error);
    }

    [Export("SystemNative_GetPeerName", Fault = ErrorFault)]
    internal static int GetPeerName(int socket, [Length(nameof(length))] Span<byte> address, ref int length)
    {
        SystemError error = DescriptorTable.GetEndpoints(socket, out _, out IpEndpoint remote, out bool isConnected);
        if (error == SystemError.None && !isConnected)
        {
            error = SystemError.NotConnected;
        }

        if (error == SystemError.None)
        {
            length = SocketAddress.Write(remote, DescriptorTable.IsV6(socket), address);
        }

        return Errno.Portable(error);
    }

    [Export("SystemNative_GetSocketType", Fault = ErrorFault)]
    internal static int GetSocketType(int socket, out int family, out int type, out int protocol, out int isListening)
    {
        SystemError error = DescriptorTable.IsListening(socket, out bool listens);
        bool isStream = DescriptorTable.GetStreamSettings(socket, out _) == SystemError.None;
        family = DescriptorTable.IsV6(socket) ? SocketAddress.PortableV6 : SocketAddress.PortableV4;
        type = isStream ? Stream : Datagram;
        protocol = isStream ? Tcp : Udp;
        isListening = listens ? 1 : 0;
        return Errno.Portable(error);
    }
}

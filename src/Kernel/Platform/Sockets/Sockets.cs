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
        SystemError error = Open(family, type, protocol, out int descriptor);
        socket = descriptor;
        return Errno.Portable(error);
    }

    [Export("SystemNative_Bind", Fault = ErrorFault)]
    internal static int Bind(int socket, int protocol, ReadOnlySpan<byte> address)
    {
        if (SocketAddress.IsLocal(address))
        {
            SystemError failure = SocketAddress.ReadLocal(address, out LocalName name);
            return Errno.Portable(failure == SystemError.None ? DescriptorTable.Bind(socket, name) : failure);
        }

        SystemError error = SocketAddress.Read(address, out IpEndpoint local);
        if (error == SystemError.None && protocol == Tcp)
        {
            // As System.Native does: a port is free again although old connections are waited out.
            DescriptorTable.SetSocketOption(socket, SocketOption.ReuseAddress, 1);
        }

        return Errno.Portable(error == SystemError.None ? DescriptorTable.Bind(socket, local) : error);
    }

    [Export("SystemNative_Connect", Fault = ErrorFault)]
    internal static int Connect(int socket, ReadOnlySpan<byte> address)
    {
        if (SocketAddress.IsLocal(address))
        {
            SystemError failure = SocketAddress.ReadLocal(address, out LocalName name);
            return Errno.Portable(failure == SystemError.None ? DescriptorTable.Connect(socket, name) : failure);
        }

        SystemError error = SocketAddress.Read(address, out IpEndpoint remote);
        return Errno.Portable(error == SystemError.None ? DescriptorTable.Connect(socket, remote) : error);
    }

    // There is no TCP Fast Open: nothing is sent with the SYN, and the libraries send it afterwards.
    [Export("SystemNative_Connectx", Fault = ErrorFault)]
    internal static int Connectx(int socket, ReadOnlySpan<byte> address, ReadOnlySpan<byte> data, int fastOpen, out int sent)
    {
        sent = 0;
        return Connect(socket, address);
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
            length = DescriptorTable.IsLocal(descriptor)
                ? WriteName(descriptor, ofPeer: true, address)
                : SocketAddress.Write(remote, DescriptorTable.IsV6(descriptor), address);
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
        if (DescriptorTable.IsLocal(socket))
        {
            length = WriteName(socket, ofPeer: false, address);
            return 0;
        }

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
        bool isConnected;
        if (DescriptorTable.IsLocal(socket))
        {
            SystemError failure = DescriptorTable.GetNames(socket, out _, out _, out isConnected);
            length = WriteName(socket, ofPeer: true, address);
            return Errno.Portable(failure == SystemError.None && !isConnected ? SystemError.NotConnected : failure);
        }

        SystemError error = DescriptorTable.GetEndpoints(socket, out _, out IpEndpoint remote, out isConnected);
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
        SystemError error = DescriptorTable.DescribeSocket(socket, out SocketDescription description);
        family = description.IsLocal ? SocketAddress.PortableUnix : description.IsV6 ? SocketAddress.PortableV6 : SocketAddress.PortableV4;
        type = description.Kind switch
        {
            SocketKind.Stream => Stream,
            SocketKind.Raw => Raw,
            _ => Datagram,
        };
        protocol = (int)description.Protocol;
        isListening = description.IsListening ? 1 : 0;
        return Errno.Portable(error);
    }

    // There is one user, who is at the other end, too.
    [Export("SystemNative_GetPeerID")]
    internal static int GetPeerId(int socket, out uint user)
    {
        user = 0;
        SystemError error = DescriptorTable.GetNames(socket, out _, out _, out bool isConnected);
        return Errno.Result(error == SystemError.None && !isConnected ? SystemError.NotConnected : error);
    }

    private static SystemError Open(int family, int type, int protocol, out int descriptor)
    {
        descriptor = -1;
        if (family == SocketAddress.PortableUnix)
        {
            return protocol != Unspecified ? SystemError.ProtocolNotSupported
                : type is not (Stream or Datagram) ? SystemError.SocketTypeNotSupported
                : DescriptorTable.OpenLocalSocket(type == Stream ? SocketKind.Stream : SocketKind.Datagram, out descriptor);
        }

        if (family is not (SocketAddress.PortableV4 or SocketAddress.PortableV6))
        {
            return SystemError.AddressFamilyNotSupported;
        }

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
                return type is Stream or Datagram ? SystemError.ProtocolNotSupported : SystemError.Invalid;
        }

        return DescriptorTable.OpenSocket(kind, (IpProtocol)protocol, family == SocketAddress.PortableV6, out descriptor);
    }

    private static int WriteName(int socket, bool ofPeer, Span<byte> address)
    {
        DescriptorTable.GetNames(socket, out LocalName local, out LocalName remote, out _);
        return SocketAddress.WriteLocal(ofPeer ? remote : local, address);
    }
}

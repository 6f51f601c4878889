using System;
using System.Buffers.Binary;

using Hermit.Abi;

namespace Hermit.Platform;

/// <summary>Looking into socket addresses (System.Native's pal_networking). Results are the libraries' own error numbers.</summary>
internal static class SocketAddresses
{
    private const int ErrorFault = 0x10015;

    [Export("SystemNative_GetSocketAddressSizes", Fault = ErrorFault)]
    internal static int GetSocketAddressSizes(out int v4, out int v6, out int unix, out int maximum)
    {
        v4 = SocketAddress.V4Bytes;
        v6 = SocketAddress.V6Bytes;
        unix = SocketAddress.UnixBytes;
        maximum = SocketAddress.MaximumBytes;
        return 0;
    }

    [Export("SystemNative_GetMaximumAddressSize")]
    internal static int GetMaximumAddressSize() => SocketAddress.MaximumBytes;

    [Export("SystemNative_GetDomainSocketSizes")]
    internal static void GetDomainSocketSizes(out int pathOffset, out int pathSize, out int addressSize)
    {
        pathOffset = SocketAddress.PathOffset;
        addressSize = SocketAddress.UnixBytes;
        pathSize = addressSize - pathOffset;
    }

    [Export("SystemNative_GetAddressFamily", Fault = ErrorFault)]
    internal static int GetAddressFamily(ReadOnlySpan<byte> address, out int family)
    {
        return Errno.Portable(SocketAddress.TryToPortable(SocketAddress.FamilyOf(address), out family) ? SystemError.None : SystemError.AddressFamilyNotSupported);
    }

    [Export("SystemNative_SetAddressFamily", Fault = ErrorFault)]
    internal static int SetAddressFamily(Span<byte> address, int family)
    {
        if (address.Length < 2)
        {
            return ErrorFault;
        }

        bool known = SocketAddress.TryToPlatform(family, out int platform);
        BinaryPrimitives.WriteUInt16LittleEndian(address, (ushort)(known ? platform : 0));
        return Errno.Portable(known ? SystemError.None : SystemError.AddressFamilyNotSupported);
    }

    [Export("SystemNative_GetPort", Fault = ErrorFault)]
    internal static int GetPort(ReadOnlySpan<byte> address, out ushort port)
    {
        port = address.Length < SocketAddress.V4Bytes ? (ushort)0 : BinaryPrimitives.ReadUInt16BigEndian(address.Slice(SocketAddress.PortOffset));
        return address.Length < SocketAddress.V4Bytes ? ErrorFault : 0;
    }

    [Export("SystemNative_SetPort", Fault = ErrorFault)]
    internal static int SetPort(Span<byte> address, ushort port)
    {
        if (address.Length < SocketAddress.V4Bytes)
        {
            return ErrorFault;
        }

        BinaryPrimitives.WriteUInt16BigEndian(address.Slice(SocketAddress.PortOffset), port);
        return 0;
    }

    // The four bytes as they lie, in network order.
    [Export("SystemNative_GetIPv4Address", Fault = ErrorFault)]
    internal static int GetIPv4Address(ReadOnlySpan<byte> address, out uint bits)
    {
        bits = address.Length < SocketAddress.V4Bytes ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(address.Slice(SocketAddress.V4Offset));
        return address.Length < SocketAddress.V4Bytes ? ErrorFault : 0;
    }

    [Export("SystemNative_SetIPv4Address", Fault = ErrorFault)]
    internal static int SetIPv4Address(Span<byte> address, uint bits)
    {
        if (address.Length < SocketAddress.V4Bytes)
        {
            return ErrorFault;
        }

        SetAddressFamily(address, SocketAddress.PortableV4);
        BinaryPrimitives.WriteUInt32LittleEndian(address.Slice(SocketAddress.V4Offset), bits);
        return 0;
    }

    [Export("SystemNative_GetIPv6Address", Fault = ErrorFault)]
    internal static int GetIPv6Address(ReadOnlySpan<byte> address, Span<byte> bytes, out uint zone)
    {
        zone = 0;
        if (address.Length < SocketAddress.V6Bytes || bytes.Length < 16)
        {
            return ErrorFault;
        }

        address.Slice(SocketAddress.V6Offset, 16).CopyTo(bytes);
        zone = BinaryPrimitives.ReadUInt32LittleEndian(address.Slice(SocketAddress.ZoneOffset));
        return 0;
    }

    [Export("SystemNative_SetIPv6Address", Fault = ErrorFault)]
    internal static int SetIPv6Address(Span<byte> address, ReadOnlySpan<byte> bytes, uint zone)
    {
        if (address.Length < SocketAddress.V6Bytes || bytes.Length < 16)
        {
            return ErrorFault;
        }

        SetAddressFamily(address, SocketAddress.PortableV6);
        BinaryPrimitives.WriteUInt32LittleEndian(address.Slice(4), 0);
        bytes.Slice(0, 16).CopyTo(address.Slice(SocketAddress.V6Offset));
        BinaryPrimitives.WriteUInt32LittleEndian(address.Slice(SocketAddress.ZoneOffset), zone);
        return 0;
    }
}

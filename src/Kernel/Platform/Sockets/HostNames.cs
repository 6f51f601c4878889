using System;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

using Hermit.Abi;
using Hermit.Descriptors;
using Hermit.Files;
using Hermit.Memory;
using Hermit.Net;

namespace Hermit.Platform;

/// <summary>Names of hosts (System.Native's pal_networking).</summary>
internal static class HostNames
{
    private const int MostAddresses = 32;

    // Interop.Sys.IPAddress: sixteen bytes, whether it is IPv6, the zone.
    private const int AddressBytes = 24;

    // Interop.Sys.GetNameInfoFlags.
    private const int NameRequired = 1;
    private const int NumericHost = 2;

    // Interop.Sys.GetAddrInfoErrorFlags.
    private const int TryAgain = 1;
    private const int NoName = 5;
    private const int BadArgument = 6;
    private const int NoMemory = 8;

    [Export("SystemNative_GetHostEntryForName", Fault = BadArgument)]
    internal static int GetHostEntryForName([Text] ReadOnlySpan<byte> name, int family, out HostEntry entry)
    {
        entry = default;
        Span<IpAddress> addresses = stackalloc IpAddress[MostAddresses];
        bool v4 = family is 0 or SocketAddress.PortableV4;
        bool v6 = family is 0 or SocketAddress.PortableV6;
        switch (DescriptorTable.Resolve(name, v4, v6, addresses, out int count))
        {
            case DnsStatus.Success:
                break;
            case DnsStatus.TryAgain or DnsStatus.NoServer:
                return TryAgain;
            default:
                return NoName;
        }

        Span<byte> list = stackalloc byte[MostAddresses * AddressBytes];
        list.Clear();
        for (int i = 0; i < count; i++)
        {
            Span<byte> place = list.Slice(i * AddressBytes, AddressBytes);
            addresses[i].Write(place);
            BinaryPrimitives.WriteUInt32LittleEndian(place.Slice(16), addresses[i].IsV4 ? 0u : 1u);
        }

        Span<byte> text = stackalloc byte[256];
        if (!TextBuilder.TryCopy(name, text))
        {
            return BadArgument;
        }

        entry.CanonicalName = ProgramMemory.Copy(text.Slice(0, name.Length + 1));
        entry.Addresses = ProgramMemory.Copy(list.Slice(0, count * AddressBytes));
        entry.Count = count;
        if (entry.CanonicalName.IsNull || entry.Addresses.IsNull)
        {
            FreeHostEntry(ref entry);
            return NoMemory;
        }

        return 0;
    }

    [Export("SystemNative_FreeHostEntry")]
    internal static void FreeHostEntry(ref HostEntry entry)
    {
        entry.CanonicalName.Free();
        entry.Addresses.Free();
        entry = default;
    }

    [Export("SystemNative_GetNameInfo", Fault = BadArgument)]
    internal static int GetNameInfo(ReadOnlySpan<byte> address, byte isV6, Span<byte> host, Span<byte> service, int flags)
    {
        if (address.Length < (isV6 != 0 ? 16 : 4) || host.IsEmpty)
        {
            return BadArgument;
        }

        IpAddress wanted = isV6 != 0 ? IpAddress.ReadV6(address) : IpAddress.ReadV4(address);
        Span<byte> name = stackalloc byte[DnsName.MaximumLength];
        int length = 0;
        DnsStatus status = (flags & NumericHost) != 0 ? DnsStatus.NoSuchName : DescriptorTable.ResolveName(wanted, name, out length);
        if (status != DnsStatus.Success)
        {
            if ((flags & NameRequired) != 0)
            {
                return status is DnsStatus.TryAgain or DnsStatus.NoServer ? TryAgain : NoName;
            }

            length = IpAddressText.Format(wanted, name);
        }

        if (!service.IsEmpty)
        {
            service[0] = 0;
        }

        return TextBuilder.TryCopy(name.Slice(0, length), host) ? 0 : BadArgument;
    }

    // Interop.Sys.HostEntry.
    [StructLayout(LayoutKind.Sequential)]
    internal struct HostEntry
    {
        public ProgramMemory CanonicalName;
        public nuint Aliases;
        public ProgramMemory Addresses;
        public int Count;
    }
}

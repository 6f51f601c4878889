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

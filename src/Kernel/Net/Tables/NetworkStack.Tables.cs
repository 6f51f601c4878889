using System;

namespace Hermit.Net;

/// <content>What the stack says of itself, in the forms of <c>proc(5)</c>: interfaces, addresses, routes, neighbours, name servers.</content>
public partial struct NetworkStack
{
    private const int TableLineBytes = 512;

    // RTF_UP, RTF_GATEWAY and RTF_HOST of Linux.
    private const uint RouteUp = 1;
    private const uint RouteGateway = 2;
    private const uint RouteHost = 4;

    private const ulong FlagPermanent = 0x80;

    /// <summary>Writes a table, line by line.</summary>
    public void WriteTable<TSink>(NetworkTable table, ref TSink sink, Instant now)
        where TSink : struct, ITableSink
    {
        _now = now;
        switch (table)
        {
            case NetworkTable.Interfaces:
                WriteInterfaces(ref sink);
                break;
            case NetworkTable.Routes:
                WriteRoutes(ref sink);
                break;
            case NetworkTable.RoutesV6:
                WriteRoutesV6(ref sink);
                break;
            case NetworkTable.Neighbors:
                WriteNeighbors(ref sink);
                break;
            case NetworkTable.AddressesV6:
                WriteAddressesV6(ref sink);
                break;
            case NetworkTable.Tcp or NetworkTable.TcpV6:
                WriteStreams(table == NetworkTable.TcpV6, ref sink);
                break;
            case NetworkTable.Udp or NetworkTable.UdpV6:
                WriteDatagrams(table == NetworkTable.UdpV6, ref sink);
                break;
            case NetworkTable.Counters:
                WriteCounters(ref sink);
                break;
            case NetworkTable.CountersV6:
                WriteCountersV6(ref sink);
                break;
            case NetworkTable.MoreCounters:
                WriteMoreCounters(ref sink);
                break;
            case NetworkTable.Sockets or NetworkTable.SocketsV6:
                WriteSockets(table == NetworkTable.SocketsV6, ref sink);
                break;
            case NetworkTable.Resolver:
                WriteResolver(ref sink);
                break;
        }
    }

    private readonly void WriteInterfaces<TSink>(ref TSink sink)
        where TSink : struct, ITableSink
    {
        sink.Add("Inter-|   Receive                                                |  Transmit\n"u8);
        sink.Add(" face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed\n"u8);
        Span<byte> storage = stackalloc byte[TableLineBytes];
        for (int index = 1; index <= _interfaceLimit; index++)
        {
            ref readonly NetworkInterface link = ref _interfaces[index - 1];
            if (!link.Exists)
            {
                continue;
            }

            InterfaceCounters counters = link.Counters;
            var line = new LineWriter(storage);
            InterfaceName.Write(index, ref line);
            line.Text(":"u8);
            AddNumbers(ref line, [
                counters.ReceivedBytes, counters.ReceivedPackets, counters.ReceivedErrors, counters.ReceivedDropped, 0, 0, 0, counters.ReceivedMulticast,
                counters.SentBytes, counters.SentPackets, 0, counters.SentDropped, 0, 0, 0, 0]);
            AddLine(ref line, ref sink);
        }
    }

    private readonly void WriteRoutes<TSink>(ref TSink sink)
        where TSink : struct, ITableSink
    {
        sink.Add("Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n"u8);
        Span<byte> storage = stackalloc byte[TableLineBytes];
        for (int i = 0; i < _routes.Count; i++)
        {
            ref readonly Route route = ref _routes[i];
            if (!route.Prefix.IsV4 || route.Interface == Loopback)
            {
                continue;
            }

            int length = route.Prefix.Length;
            var line = new LineWriter(storage);
            InterfaceName.Write(route.Interface, ref line);
            line.Text("\t"u8);
            AddReversed(ref line, route.Prefix.Address.ToV4Bits());
            line.Text("\t"u8);
            AddReversed(ref line, route.HasGateway ? route.Gateway.ToV4Bits() : 0);
            line.Text("\t"u8);
            line.Hexadecimal(FlagsOf(route, 32), 4);
            line.Text("\t0\t0\t"u8);
            line.Number(route.Metric);
            line.Text("\t"u8);
            AddReversed(ref line, length == 0 ? 0 : uint.MaxValue << (32 - length));
            line.Text("\t0\t0\t0"u8);
            AddLine(ref line, ref sink);
        }
    }

    private readonly void WriteRoutesV6<TSink>(ref TSink sink)
        where TSink : struct, ITableSink
    {
        Span<byte> storage = stackalloc byte[TableLineBytes];
        for (int i = 0; i < _routes.Count; i++)
        {
            ref readonly Route route = ref _routes[i];
            if (route.Prefix.IsV4)
            {
                continue;
            }

            var line = new LineWriter(storage);
            AddV6(ref line, route.Prefix.Address);
            line.Text(" "u8);
            line.Hexadecimal((ulong)route.Prefix.Length, 2);
            line.Text(" "u8);
            AddV6(ref line, IpAddress.AnyV6);
            line.Text(" 00 "u8);
            AddV6(ref line, route.HasGateway ? route.Gateway : IpAddress.AnyV6);
            line.Text(" "u8);
            line.Hexadecimal(route.Metric, 8);
            line.Text(" 00000001 00000000 "u8);
            line.Hexadecimal(FlagsOf(route, 128), 8);
            line.Text(" "u8);
            InterfaceName.Write(route.Interface, ref line);
            AddLine(ref line, ref sink);
        }
    }

    private readonly void WriteNeighbors<TSink>(ref TSink sink)
        where TSink : struct, ITableSink
    {
        sink.Add("IP address       HW type     Flags       HW address            Mask     Device\n"u8);
        Span<byte> storage = stackalloc byte[TableLineBytes];
        for (int i = 0; i < NeighborCache.Capacity; i++)
        {
            Neighbor neighbor = _neighbors[i];
            if (neighbor.State == NeighborState.Free || !neighbor.Address.IsV4)
            {
                continue;
            }

            var line = new LineWriter(storage);
            line.Address(neighbor.Address);
            line.Text(neighbor.State == NeighborState.Incomplete ? " 0x1 0x0 "u8 : " 0x1 0x2 "u8);
            line.Address(neighbor.Hardware);
            line.Text(" * "u8);
            InterfaceName.Write(neighbor.Interface, ref line);
            AddLine(ref line, ref sink);
        }
    }

    private readonly void WriteAddressesV6<TSink>(ref TSink sink)
        where TSink : struct, ITableSink
    {
        Span<byte> storage = stackalloc byte[TableLineBytes];
        for (int index = 1; index <= _interfaceLimit; index++)
        {
            ref readonly NetworkInterface link = ref _interfaces[index - 1];
            for (int i = 0; i < link.AddressLimit; i++)
            {
                InterfaceAddress entry = link.Addresses[i];
                if (!entry.IsUsable || entry.Address.IsV4)
                {
                    continue;
                }

                // The scopes of Linux: IPV6_ADDR_LOOPBACK, IPV6_ADDR_LINKLOCAL, global.
                ulong scope = entry.Address.IsLoopback ? 0x10u : entry.Address.IsLinkLocal ? 0x20u : 0u;
                var line = new LineWriter(storage);
                AddV6(ref line, entry.Address);
                line.Text(" "u8);
                line.Hexadecimal((ulong)index, 2);
                line.Text(" "u8);
                line.Hexadecimal(entry.PrefixLength, 2);
                line.Text(" "u8);
                line.Hexadecimal(scope, 2);
                line.Text(" "u8);
                line.Hexadecimal(entry.ValidUntil.Equals(Instant.Never) ? FlagPermanent : 0, 2);
                line.Text(" "u8);
                InterfaceName.Write(index, ref line);
                AddLine(ref line, ref sink);
            }
        }
    }

    private readonly void WriteResolver<TSink>(ref TSink sink)
        where TSink : struct, ITableSink
    {
        Span<byte> storage = stackalloc byte[TableLineBytes];
        Span<byte> name = stackalloc byte[DnsName.MaximumLength];
        for (int i = 0; i < _resolver.SearchCount; i++)
        {
            var line = new LineWriter(storage);
            line.Text("search "u8);
            line.Text(name.Slice(0, _resolver.Search(i).Format(name)));
            AddLine(ref line, ref sink);
        }

        for (int i = 0; i < _resolver.ServerCount; i++)
        {
            var line = new LineWriter(storage);
            line.Text("nameserver "u8);
            line.Address(_resolver.Server(i).Address);
            AddLine(ref line, ref sink);
        }
    }

    private static uint FlagsOf(in Route route, int bits) =>
        RouteUp | (route.HasGateway ? RouteGateway : 0) | (route.Prefix.Length == bits ? RouteHost : 0);

    private static void AddNumbers(ref LineWriter line, scoped ReadOnlySpan<ulong> numbers)
    {
        foreach (ulong number in numbers)
        {
            line.Text(" "u8);
            line.Number(number);
        }
    }

    private static void AddLine<TSink>(ref LineWriter line, ref TSink sink)
        where TSink : struct, ITableSink
    {
        line.Text("\n"u8);
        sink.Add(line.Written);
    }

    // As the bytes lie in memory, read as a number of a little-endian machine.
    private static void AddReversed(ref LineWriter line, uint bits) => line.Hexadecimal(System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(bits), 8);

    private static void AddV6(ref LineWriter line, IpAddress address)
    {
        line.Hexadecimal(address.High, 16);
        line.Hexadecimal(address.Low, 16);
    }
}

using System;

using Hermit.Abi;
using Hermit.Files;
using Hermit.Net;
using Hermit.Sync;

namespace Hermit.Descriptors;

/// <summary>The files that speak of the network: those of <c>/proc/net</c>, and what resolvers are configured by unless the image brings it.</summary>
internal static class NetworkFiles
{
    private const int PathBytes = 64;

    /// <summary>Makes the files of an interface that was found.</summary>
    public static void MakeInterface(int index)
    {
        FileMaker files = default;
        MakeInterface(ref files, index);
    }

    /// <summary>
    /// Supplies a file that was opened with what is the case now. Until there is a network, which the first socket and the first question for an interface
    /// make, nothing has passed and there are no interfaces. What writes these tables is all that a program without either holds of the network.
    /// </summary>
    public static void Fill(FileHandle file, NetworkTable table)
    {
        var sink = new FileSink(file);
        Network.WriteTable(table, ref sink);
    }

    // As many of the files below /sys/class/net and /proc/sys/net as the libraries read.
    private static void MakeInterface<TFiles>(scoped ref TFiles files, int index)
        where TFiles : struct, IFileMaker, allows ref struct
    {
        Span<byte> path = stackalloc byte[PathBytes];
        files.MakeFile(PathOf(path, "/sys/class/net/"u8, index, "/tx_queue_len"u8), "1000\n"u8);
        files.MakeFile(PathOf(path, "/proc/sys/net/ipv4/conf/"u8, index, "/forwarding"u8), "0\n"u8);
        files.MakeFile(PathOf(path, "/proc/sys/net/ipv6/conf/"u8, index, "/forwarding"u8), "0\n"u8);
    }

    private static ReadOnlySpan<byte> PathOf(Span<byte> storage, ReadOnlySpan<byte> start, int index, ReadOnlySpan<byte> end)
    {
        var path = new LineWriter(storage);
        path.Text(start);
        InterfaceName.Write(index, ref path);
        path.Text(end);
        return path.Written;
    }

    private static ReadOnlySpan<byte> PathOf(NetworkTable table) => table switch
    {
        NetworkTable.Interfaces => "/proc/net/dev"u8,
        NetworkTable.Routes => "/proc/net/route"u8,
        NetworkTable.RoutesV6 => "/proc/net/ipv6_route"u8,
        NetworkTable.Neighbors => "/proc/net/arp"u8,
        NetworkTable.AddressesV6 => "/proc/net/if_inet6"u8,
        NetworkTable.Tcp => "/proc/net/tcp"u8,
        NetworkTable.TcpV6 => "/proc/net/tcp6"u8,
        NetworkTable.Udp => "/proc/net/udp"u8,
        NetworkTable.UdpV6 => "/proc/net/udp6"u8,
        NetworkTable.Counters => "/proc/net/snmp"u8,
        NetworkTable.CountersV6 => "/proc/net/snmp6"u8,
        NetworkTable.MoreCounters => "/proc/net/netstat"u8,
        NetworkTable.Sockets => "/proc/net/sockstat"u8,
        NetworkTable.SocketsV6 => "/proc/net/sockstat6"u8,
        _ => "/etc/resolv.conf"u8,
    };

    // A file that has run out of memory is shorter.
    private readonly struct FileSink(FileHandle file) : ITableSink
    {
        public void Add(ReadOnlySpan<byte> line) => FileSystem.Supply(file, line);
    }

    /// <summary>The files that are there from the start.</summary>
    public readonly struct Content : IFunction<FileSystemBuilder>
    {
        /// <inheritdoc/>
        public static void Invoke(ref FileSystemBuilder files)
        {
            files.MakeFile("/proc/sys/net/ipv4/ip_forward"u8, "0\n"u8);
            files.MakeFile("/proc/sys/net/ipv4/conf/default/forwarding"u8, "0\n"u8);
            files.MakeFile("/proc/sys/net/ipv6/conf/default/forwarding"u8, "0\n"u8);
            MakeInterface(ref files, NetworkStack.Loopback);
            MakeHosts(ref files);
            for (NetworkTable table = NetworkTable.Interfaces; table <= NetworkTable.Resolver; table++)
            {
                SystemError error = files.MakeSupplied(PathOf(table), (uint)table);
                Panic.Unless(error is SystemError.None or SystemError.AlreadyExists, "too little memory for the files that speak of the network");
            }
        }

        // What Debian's installer writes there: the machine finds itself by its name.
        private static void MakeHosts(ref FileSystemBuilder files)
        {
            Span<byte> storage = stackalloc byte[512];
            var text = new LineWriter(storage);
            text.Text("127.0.0.1 localhost\n127.0.1.1 "u8);
            text.Text(HostName.Value);
            text.Text("\n::1 localhost ip6-localhost ip6-loopback\n"u8);
            files.MakeFile("/etc/hosts"u8, text.Written);
        }
    }
}

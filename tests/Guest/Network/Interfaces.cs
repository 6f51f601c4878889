using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Hermit.Guest.Network;

/// <summary>What the machine says of its network.</summary>
internal static class Interfaces
{
    public static GuestCase[] Cases =>
    [
        new("net-loopback", Loopback),
        new("net-listeners", Listeners),
        new("net-connections", Connections),
        new("net-statistics", Statistics),
        new("net-names", Names),
        new("net-ping", () => PingLoopback().GetAwaiter().GetResult()),
        new("net-tables", Tables),
        new("net-changes", Changes),
    ];

    private static void Loopback()
    {
        NetworkInterface loopback = NetworkInterface.GetAllNetworkInterfaces().Single(link => link.NetworkInterfaceType == NetworkInterfaceType.Loopback);
        Console.WriteLine($"{loopback.Name} {loopback.OperationalStatus} {loopback.SupportsMulticast} {loopback.Speed} {loopback.GetPhysicalAddress()}");
        IPInterfaceProperties properties = loopback.GetIPProperties();
        foreach (UnicastIPAddressInformation address in properties.UnicastAddresses.OrderBy(address => address.Address.AddressFamily))
            Console.WriteLine($"{address.Address}/{address.PrefixLength} {address.IPv4Mask}");
        Console.WriteLine($"{properties.GetIPv4Properties().Index == NetworkInterface.LoopbackInterfaceIndex} {properties.GetIPv4Properties().Mtu >= 65535}");
        Console.WriteLine($"{properties.GatewayAddresses.Count} {properties.GetIPv4Properties().IsForwardingEnabled}");
        using UdpClient client = new(new IPEndPoint(IPAddress.Loopback, 0));
        client.Send(new byte[100], 100, (IPEndPoint)client.Client.LocalEndPoint!);
        IPInterfaceStatistics statistics = loopback.GetIPStatistics();
        Console.WriteLine($"{statistics.BytesReceived >= 128} {statistics.UnicastPacketsSent >= 1} {statistics.IncomingPacketsWithErrors}");
    }

    private static void Listeners()
    {
        using Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        using Socket listenerV6 = new(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
        listenerV6.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
        listenerV6.Listen();
        using UdpClient datagrams = new(new IPEndPoint(IPAddress.Loopback, 0));
        IPGlobalProperties properties = IPGlobalProperties.GetIPGlobalProperties();
        IPEndPoint[] streams = properties.GetActiveTcpListeners();
        Console.WriteLine($"{streams.Contains(listener.LocalEndPoint)} {streams.Contains(listenerV6.LocalEndPoint)}");
        Console.WriteLine(properties.GetActiveUdpListeners().Contains(datagrams.Client.LocalEndPoint));
        int port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        listener.Close();
        Console.WriteLine(properties.GetActiveTcpListeners().Any(end => end.Port == port));
    }

    private static void Connections()
    {
        using Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        using Socket client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(listener.LocalEndPoint!);
        using Socket accepted = listener.Accept();
        Show();
        client.Shutdown(SocketShutdown.Send);
        accepted.Receive(new byte[1]);
        Show();

        void Show()
        {
            // Whether the end that was closed first knows that the other one has seen it, is a matter of milliseconds.
            TcpConnectionInformation[] connections = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpConnections();
            TcpState state = connections.Single(end => end.LocalEndPoint.Equals(client.LocalEndPoint)).State;
            Console.WriteLine(state is TcpState.FinWait1 or TcpState.FinWait2 ? "FinWait" : state.ToString());
            Console.WriteLine(connections.Single(end => end.RemoteEndPoint.Equals(client.LocalEndPoint)).State);
        }
    }

    private static void Statistics()
    {
        IPGlobalProperties properties = IPGlobalProperties.GetIPGlobalProperties();
        using Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        TcpStatistics before = properties.GetTcpIPv4Statistics();
        UdpStatistics udpBefore = properties.GetUdpIPv4Statistics();
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        using Socket client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(listener.LocalEndPoint!);
        using UdpClient datagrams = new(new IPEndPoint(IPAddress.Loopback, 0));
        datagrams.Send(new byte[10], 10, (IPEndPoint)datagrams.Client.LocalEndPoint!);
        IPEndPoint? from = null;
        datagrams.Receive(ref from);
        TcpStatistics after = properties.GetTcpIPv4Statistics();
        UdpStatistics udpAfter = properties.GetUdpIPv4Statistics();
        Console.WriteLine($"{after.SegmentsSent - before.SegmentsSent >= 3} {after.CurrentConnections >= 2}");
        Console.WriteLine($"{udpAfter.DatagramsSent - udpBefore.DatagramsSent >= 1} {udpAfter.DatagramsReceived - udpBefore.DatagramsReceived >= 1} {udpAfter.UdpListeners >= 1}");
        IPGlobalStatistics ip = properties.GetIPv4GlobalStatistics();
        Console.WriteLine($"{ip.DefaultTtl} {ip.ReceivedPackets > 0} {ip.NumberOfRoutes >= 0}");
        Console.WriteLine($"{properties.GetIcmpV4Statistics().MessagesReceived >= 0} {properties.GetIPv6GlobalStatistics().ReceivedPackets >= 0}");
    }

    private static void Names()
    {
        Console.WriteLine(Dns.GetHostEntry(IPAddress.Loopback).HostName);
        Console.WriteLine(Dns.GetHostEntry("localhost").AddressList.Contains(IPAddress.Loopback));
        Console.WriteLine(Dns.GetHostEntry(Dns.GetHostName()).AddressList.Length > 0);
        IPGlobalProperties properties = IPGlobalProperties.GetIPGlobalProperties();
        Console.WriteLine($"'{properties.DomainName}' {properties.HostName == Dns.GetHostName()}");
        Console.WriteLine(NetworkInterface.LoopbackInterfaceIndex);
        Console.WriteLine(IPAddress.Parse("fe80::1%lo").ScopeId);
    }

    private static async Task PingLoopback()
    {
        using Ping ping = new();
        PingReply reply = ping.Send(IPAddress.Loopback, 2000, "0123456789"u8.ToArray());
        Console.WriteLine($"{reply.Status} {reply.Address} {reply.Buffer.Length}");
        reply = await ping.SendPingAsync(IPAddress.IPv6Loopback, 2000);
        Console.WriteLine($"{reply.Status} {reply.Address} {reply.Buffer.Length}");
    }

    private static void Tables()
    {
        // There are tables where there is a network, which the first socket makes.
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        foreach (string file in (string[])["dev", "route", "tcp", "tcp6", "udp", "snmp"])
            Console.WriteLine(File.ReadLines($"/proc/net/{file}").First().Trim());
        Console.WriteLine(File.ReadLines("/proc/net/dev").Any(line => line.TrimStart().StartsWith("lo:", StringComparison.Ordinal)));
        Console.WriteLine(string.Join(' ', File.ReadLines("/proc/net/if_inet6").Single(line => line.EndsWith(" lo", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    }

    private static void Changes()
    {
        NetworkChange.NetworkAddressChanged += OnChange;
        NetworkChange.NetworkAvailabilityChanged += OnAvailability;
        NetworkChange.NetworkAddressChanged -= OnChange;
        NetworkChange.NetworkAvailabilityChanged -= OnAvailability;
        Console.WriteLine("subscribed");

        static void OnChange(object? sender, EventArgs arguments) => Console.WriteLine("changed");
        static void OnAvailability(object? sender, NetworkAvailabilityEventArgs arguments) => Console.WriteLine("availability changed");
    }
}

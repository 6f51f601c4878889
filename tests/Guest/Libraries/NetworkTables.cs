using System.Net.NetworkInformation;

namespace Hermit.Guest.Libraries;

/// <summary>What a program that opens no socket learns of the network. Numbers are the machine's, so only what is true everywhere is printed.</summary>
internal static class NetworkTables
{
    public static GuestCase[] Cases => [new("network-tables", Tables)];

    private static void Tables()
    {
        IPGlobalProperties properties = IPGlobalProperties.GetIPGlobalProperties();
        Console.WriteLine(properties.GetIPv4GlobalStatistics().DefaultTtl);
        Console.WriteLine(properties.GetTcpIPv4Statistics().SegmentsSent >= 0);
        Console.WriteLine(properties.GetUdpIPv4Statistics().DatagramsSent >= 0);
        Console.WriteLine(properties.GetIcmpV4Statistics().MessagesReceived >= 0);
        Console.WriteLine(properties.GetIPv6GlobalStatistics().ReceivedPackets >= 0);
        Console.WriteLine(properties.GetActiveTcpConnections().Length >= 0);
        Console.WriteLine(properties.GetActiveTcpListeners().Length >= 0);
        Console.WriteLine(properties.GetActiveUdpListeners().Length >= 0);
        NetworkInterface loopback = NetworkInterface.GetAllNetworkInterfaces().Single(link => link.NetworkInterfaceType == NetworkInterfaceType.Loopback);
        Console.WriteLine($"{loopback.Name} {loopback.GetIPStatistics().BytesSent >= 0}");
    }
}

using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Hermit.Guest.Network;

/// <summary>UDP sockets over the loopback.</summary>
internal static class Datagrams
{
    public static GuestCase[] Cases =>
    [
        new("udp-echo", () => Echo().GetAwaiter().GetResult()),
        new("udp-truncated", ReceiveTooLittle),
        new("udp-message", ReceiveMessage),
        new("udp-connected", Connect),
    ];

    private static async Task Echo()
    {
        using UdpClient server = new(new IPEndPoint(IPAddress.Loopback, 0));
        using UdpClient client = new(new IPEndPoint(IPAddress.Loopback, 0));
        await client.SendAsync(Encoding.ASCII.GetBytes("ping"), (IPEndPoint)server.Client.LocalEndPoint!);
        UdpReceiveResult request = await server.ReceiveAsync();
        Console.WriteLine($"{Encoding.ASCII.GetString(request.Buffer)} {request.RemoteEndPoint.Equals(client.Client.LocalEndPoint)}");
        await server.SendAsync(Encoding.ASCII.GetBytes("pong"), request.RemoteEndPoint);
        Console.WriteLine(Encoding.ASCII.GetString((await client.ReceiveAsync()).Buffer));
    }

    private static void ReceiveTooLittle()
    {
        using Socket server = Bound();
        using Socket client = Bound();
        client.SendTo("0123456789"u8.ToArray(), server.LocalEndPoint!);
        client.SendTo("abc"u8.ToArray(), server.LocalEndPoint!);
        byte[] buffer = new byte[4];
        Console.WriteLine($"{server.Receive(buffer)} {Encoding.ASCII.GetString(buffer)}");
        Console.WriteLine(server.Receive(buffer));
    }

    private static void ReceiveMessage()
    {
        using Socket server = Bound();
        server.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.PacketInformation, true);
        using Socket client = Bound();
        client.SendTo("0123456789"u8.ToArray(), server.LocalEndPoint!);
        SocketFlags flags = SocketFlags.None;
        EndPoint source = new IPEndPoint(IPAddress.Any, 0);
        int count = server.ReceiveMessageFrom(new byte[4], 0, 4, ref flags, ref source, out IPPacketInformation information);
        Console.WriteLine($"{count} {flags} {source.Equals(client.LocalEndPoint)} {information.Address}");
    }

    private static void Connect()
    {
        using Socket server = Bound();
        using Socket client = Bound();
        client.Connect(server.LocalEndPoint!);
        client.Send("x"u8);
        Console.WriteLine($"{server.Receive(new byte[10])} {client.RemoteEndPoint!.Equals(server.LocalEndPoint)}");
        server.Close();
        client.Send("y"u8);
        try
        {
            client.ReceiveTimeout = 2000;
            client.Receive(new byte[1]);
        }
        catch (SocketException error)
        {
            Console.WriteLine(error.SocketErrorCode);
        }
    }

    private static Socket Bound()
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }
}

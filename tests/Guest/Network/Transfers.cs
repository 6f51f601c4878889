using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Hermit.Guest.Network;

/// <summary>Files through sockets, groups, and waiting for many sockets.</summary>
internal static class Transfers
{
    public static GuestCase[] Cases =>
    [
        new("send-file", () => SendFile().GetAwaiter().GetResult()),
        new("select-many", SelectMany),
        new("multicast", Multicast),
        new("udp-vectored", Vectored),
        new("tcp-peek", Peek),
        new("tcp-dual", DualMode),
        new("tcp-linger", Linger),
        new("tcp-accept-many", () => AcceptMany().GetAwaiter().GetResult()),
        new("tcp-client", () => ConnectByName().GetAwaiter().GetResult()),
    ];

    private static async Task SendFile()
    {
        string path = Path.Combine(Path.GetTempPath(), $"hermit-{Environment.ProcessId}-content");
        byte[] content = new byte[1_234_567];
        new Random(2).NextBytes(content);
        File.WriteAllBytes(path, content);
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        Task<byte[]> server = Task.Run(async () =>
        {
            using TcpClient accepted = await listener.AcceptTcpClientAsync();
            MemoryStream received = new();
            await accepted.GetStream().CopyToAsync(received);
            return received.ToArray();
        });
        using (Socket client = new(SocketType.Stream, ProtocolType.Tcp))
        {
            client.Connect(listener.LocalEndpoint);
            client.SendFile(path);
            client.SendFile(path, "before"u8.ToArray(), "after"u8.ToArray(), TransmitFileOptions.UseDefaultWorkerThread);
            await client.SendFileAsync(path);
        }

        byte[] all = await server;
        byte[] expected = [.. content, .. "before"u8, .. content, .. "after"u8, .. content];
        Console.WriteLine($"{all.Length} {Convert.ToHexString(SHA256.HashData(all)) == Convert.ToHexString(SHA256.HashData(expected))}");
        File.Delete(path);
    }

    private static void SelectMany()
    {
        (Socket Left, Socket Right)[] pairs = [.. Enumerable.Range(0, 20).Select(_ => Pair())];
        pairs[7].Right.Send("x"u8);
        pairs[13].Right.Close();
        Thread.Sleep(20);
        List<Socket> read = [.. pairs.Select(pair => pair.Left)], write = [.. read], error = [.. read];
        Socket.Select(read, write, error, 1_000_000);
        Console.WriteLine($"{read.Count} {write.Count} {error.Count} {read.Contains(pairs[7].Left)} {read.Contains(pairs[13].Left)}");
        read = [pairs[1].Left];
        Socket.Select(read, null, null, 1000);
        Console.WriteLine(read.Count);
    }

    private static void Multicast()
    {
        IPAddress group = IPAddress.Parse("239.12.34.56");
        using UdpClient receiver = new(AddressFamily.InterNetwork);
        receiver.Client.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        receiver.Client.Bind(new IPEndPoint(IPAddress.Any, 0));
        receiver.JoinMulticastGroup(group, IPAddress.Loopback);
        int port = ((IPEndPoint)receiver.Client.LocalEndPoint!).Port;
        using UdpClient sender = new(AddressFamily.InterNetwork);
        sender.Client.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastInterface, IPAddress.Loopback.GetAddressBytes());
        sender.Client.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastTimeToLive, 3);
        sender.MulticastLoopback = true;
        sender.Send("to the group"u8.ToArray(), 12, new IPEndPoint(group, port));
        receiver.Client.ReceiveTimeout = 3000;
        IPEndPoint? from = null;
        Console.WriteLine($"{Encoding.ASCII.GetString(receiver.Receive(ref from))} {from!.Address} {sender.Client.GetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastTimeToLive)}");
        receiver.Client.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.DropMembership, new MulticastOption(group, IPAddress.Loopback));
        sender.Send("to nobody"u8.ToArray(), 9, new IPEndPoint(group, port));
        receiver.Client.ReceiveTimeout = 100;
        try
        {
            receiver.Receive(ref from);
            Console.WriteLine("received");
        }
        catch (SocketException error)
        {
            Console.WriteLine(error.SocketErrorCode);
        }
    }

    private static void Vectored()
    {
        using Socket receiver = Bound(), sender = Bound();
        sender.Connect(receiver.LocalEndPoint!);
        sender.Send([new ArraySegment<byte>("01234"u8.ToArray()), new ArraySegment<byte>("56789"u8.ToArray(), 1, 3)]);
        byte[] first = new byte[3], second = new byte[20];
        int count = receiver.Receive([new ArraySegment<byte>(first), new ArraySegment<byte>(second)]);
        Console.WriteLine($"{count} {Encoding.ASCII.GetString(first)} {Encoding.ASCII.GetString(second, 0, count - 3)}");
    }

    private static void Peek()
    {
        (Socket left, Socket right) = Pair();
        left.Send("abc"u8);
        byte[] buffer = new byte[10];
        Console.WriteLine($"{right.Receive(buffer, SocketFlags.Peek)} {right.Available} {right.Receive(buffer)} {right.Available}");
        left.Send("defg"u8);
        Console.WriteLine($"{right.Receive(buffer.AsSpan(0, 2))} {right.Receive(buffer)}");
    }

    private static void DualMode()
    {
        using Socket listener = new(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.IPv6Any, 0));
        listener.Listen();
        using Socket client = new(SocketType.Stream, ProtocolType.Tcp);
        client.Connect(new IPEndPoint(IPAddress.Loopback, ((IPEndPoint)listener.LocalEndPoint!).Port));
        using Socket accepted = listener.Accept();
        Console.WriteLine($"{((IPEndPoint)accepted.RemoteEndPoint!).Address} {((IPEndPoint)client.RemoteEndPoint!).Address} {listener.DualMode}");
        using Socket only = new(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp) { DualMode = false };
        only.Bind(new IPEndPoint(IPAddress.IPv6Any, 0));
        only.Listen();
        using Socket refused = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            refused.Connect(IPAddress.Loopback, ((IPEndPoint)only.LocalEndPoint!).Port);
        }
        catch (SocketException error)
        {
            Console.WriteLine(error.SocketErrorCode);
        }
    }

    private static void Linger()
    {
        (Socket left, Socket right) = Pair();
        left.LingerState = new LingerOption(true, 2);
        left.Send(new byte[50_000]);
        left.Close();
        int total = 0;
        byte[] buffer = new byte[8192];
        for (int count; (count = right.Receive(buffer)) != 0; total += count)
        {
        }

        Console.WriteLine(total);
    }

    private static async Task AcceptMany()
    {
        using Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(500);
        Task<Socket>[] accepting = [.. Enumerable.Range(0, 200).Select(_ => listener.AcceptAsync())];
        Socket[] clients = [.. Enumerable.Range(0, 200).Select(_ => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))];
        await Task.WhenAll(clients.Select(client => client.ConnectAsync(listener.LocalEndPoint!)));
        Socket[] accepted = await Task.WhenAll(accepting);
        Console.WriteLine($"{accepted.Length} {accepted.Select(end => end.RemoteEndPoint!.ToString()).Distinct().Count()}");
        Array.ForEach([.. clients, .. accepted], end => end.Close());
    }

    private static async Task ConnectByName()
    {
        using TcpListener listener = TcpListener.Create(0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using TcpClient client = new();
        await client.ConnectAsync("localhost", port);
        using TcpClient accepted = await listener.AcceptTcpClientAsync();
        await client.GetStream().WriteAsync("x"u8.ToArray());
        Console.WriteLine(await accepted.GetStream().ReadAsync(new byte[10]));
        using UdpClient server = new(0, AddressFamily.InterNetwork);
        using UdpClient datagrams = new("localhost", ((IPEndPoint)server.Client.LocalEndPoint!).Port);
        await datagrams.SendAsync("abc"u8.ToArray());
        Console.WriteLine((await server.ReceiveAsync()).Buffer.Length);
    }

    private static Socket Bound()
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private static (Socket Left, Socket Right) Pair()
    {
        using Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        Socket left = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        left.Connect(listener.LocalEndPoint!);
        return (left, listener.Accept());
    }
}

using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Hermit.Guest.Network;

/// <summary>TCP sockets over the loopback.</summary>
internal static class Streams
{
    public static GuestCase[] Cases =>
    [
        new("tcp-echo", Echo),
        new("tcp-async", () => EchoAsync().GetAwaiter().GetResult()),
        new("tcp-many", () => ManyConnections().GetAwaiter().GetResult()),
        new("tcp-bulk", () => SendMuch().GetAwaiter().GetResult()),
        new("tcp-refused", ConnectToNobody),
        new("tcp-half-close", CloseOneDirection),
        new("tcp-reset", ResetConnection),
        new("tcp-timeout", WaitTooLong),
        new("tcp-options", SetOptions),
        new("tcp-poll", PollSockets),
        new("tcp-names", ResolveNames),
        new("tcp-v6", EchoOverV6),
    ];

    private static void Echo()
    {
        TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        Thread server = new(() =>
        {
            using TcpClient accepted = listener.AcceptTcpClient();
            using NetworkStream stream = accepted.GetStream();
            stream.CopyTo(stream);
        });
        server.Start();
        using (TcpClient client = new())
        {
            client.Connect((IPEndPoint)listener.LocalEndpoint);
            client.GetStream().Write("hello"u8);
            byte[] buffer = new byte[5];
            client.GetStream().ReadExactly(buffer);
            Console.WriteLine(Encoding.ASCII.GetString(buffer));
            Console.WriteLine($"{client.Client.RemoteEndPoint!.Equals(listener.LocalEndpoint)} {client.Connected}");
        }

        server.Join();
        listener.Stop();
    }

    private static async Task EchoAsync()
    {
        TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        Task server = Serve(listener, 1);
        using TcpClient client = new();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        NetworkStream stream = client.GetStream();
        for (int i = 0; i < 100; i++)
        {
            byte[] sent = Encoding.ASCII.GetBytes($"message {i}");
            await stream.WriteAsync(sent);
            byte[] received = new byte[sent.Length];
            await stream.ReadExactlyAsync(received);
            if (!received.AsSpan().SequenceEqual(sent))
            {
                Console.WriteLine($"wrong at {i}");
            }
        }

        client.Close();
        await server;
        Console.WriteLine("100 messages");
    }

    private static async Task ManyConnections()
    {
        TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start(200);
        Task server = Serve(listener, 100);
        int[] answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(async number =>
        {
            using TcpClient client = new();
            await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
            await client.GetStream().WriteAsync(BitConverter.GetBytes(number));
            byte[] buffer = new byte[4];
            await client.GetStream().ReadExactlyAsync(buffer);
            return BitConverter.ToInt32(buffer);
        }));
        await server;
        Console.WriteLine($"{answers.Length} answers, sum {answers.Sum()}");
    }

    private static async Task SendMuch()
    {
        TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        byte[] sent = new byte[10_000_000];
        new Random(1).NextBytes(sent);
        Task<byte[]> server = Task.Run(async () =>
        {
            using Socket accepted = await listener.AcceptSocketAsync();
            MemoryStream received = new();
            await new NetworkStream(accepted).CopyToAsync(received);
            return received.ToArray();
        });
        using (Socket client = new(SocketType.Stream, ProtocolType.Tcp))
        {
            client.Connect(listener.LocalEndpoint);
            client.Send([new ArraySegment<byte>(sent, 0, 1_000_000), new ArraySegment<byte>(sent, 1_000_000, 9_000_000)]);
            client.Shutdown(SocketShutdown.Send);
            Console.WriteLine($"equal {(await server).AsSpan().SequenceEqual(sent)}");
        }
    }

    private static void ConnectToNobody()
    {
        using Socket client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            client.Connect(IPAddress.Loopback, 9);
        }
        catch (SocketException error)
        {
            Console.WriteLine($"{error.SocketErrorCode}: {error.Message}");
        }
    }

    private static void CloseOneDirection()
    {
        (Socket left, Socket right) = Pair();
        left.Send("question"u8);
        left.Shutdown(SocketShutdown.Send);
        byte[] buffer = new byte[100];
        int count = right.Receive(buffer);
        Console.WriteLine($"{Encoding.ASCII.GetString(buffer, 0, count)}, then {right.Receive(buffer)}");
        right.Send("answer"u8);
        right.Close();
        count = left.Receive(buffer);
        Console.WriteLine($"{Encoding.ASCII.GetString(buffer, 0, count)}, then {left.Receive(buffer)}");
        try
        {
            left.Send("more"u8);
        }
        catch (SocketException error)
        {
            Console.WriteLine(error.SocketErrorCode);
        }
    }

    private static void ResetConnection()
    {
        (Socket left, Socket right) = Pair();
        left.LingerState = new LingerOption(true, 0);
        left.Close();
        try
        {
            Console.WriteLine(right.Receive(new byte[1]));
        }
        catch (SocketException error)
        {
            Console.WriteLine(error.SocketErrorCode);
        }
    }

    private static void WaitTooLong()
    {
        (Socket left, Socket right) = Pair();
        left.ReceiveTimeout = 100;
        try
        {
            left.Receive(new byte[1]);
        }
        catch (SocketException error)
        {
            Console.WriteLine(error.SocketErrorCode);
        }

        GC.KeepAlive(right);
    }

    private static void SetOptions()
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.NoDelay = true;
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 30);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        Console.WriteLine($"{socket.NoDelay} {socket.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime)}");
        Console.WriteLine($"{socket.SocketType} {socket.Connected} {socket.IsBound} {socket.LingerState!.Enabled}");
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Console.WriteLine($"{socket.IsBound} {((IPEndPoint)socket.LocalEndPoint!).Port != 0}");
    }

    private static void PollSockets()
    {
        (Socket left, Socket right) = Pair();
        Console.WriteLine($"{left.Poll(10_000, SelectMode.SelectRead)} {left.Poll(0, SelectMode.SelectWrite)}");
        right.Send("x"u8);
        List<Socket> readers = [left, right];
        Socket.Select(readers, null, null, 5_000_000);
        Console.WriteLine($"{readers.Count} {readers[0] == left} {left.Available}");
    }

    private static void ResolveNames()
    {
        Console.WriteLine(string.Join(' ', Dns.GetHostAddresses("localhost", AddressFamily.InterNetwork).Select(address => address.ToString())));
        Console.WriteLine(Dns.GetHostAddresses("127.0.0.1")[0]);
        Console.WriteLine(Dns.GetHostName().Length > 0);
    }

    private static void EchoOverV6()
    {
        using Socket listener = new(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp) { DualMode = true };
        listener.Bind(new IPEndPoint(IPAddress.IPv6Any, 0));
        listener.Listen();
        int port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        foreach (IPAddress address in new[] { IPAddress.IPv6Loopback, IPAddress.Loopback })
        {
            using Socket client = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            client.Connect(address, port);
            using Socket accepted = listener.Accept();
            Console.WriteLine(((IPEndPoint)accepted.RemoteEndPoint!).Address);
        }
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

    private static async Task Serve(TcpListener listener, int count)
    {
        List<Task> clients = [];
        for (int i = 0; i < count; i++)
        {
            TcpClient accepted = await listener.AcceptTcpClientAsync();
            clients.Add(Task.Run(async () =>
            {
                using (accepted)
                {
                    await accepted.GetStream().CopyToAsync(accepted.GetStream());
                }
            }));
        }

        await Task.WhenAll(clients);
        listener.Stop();
    }
}

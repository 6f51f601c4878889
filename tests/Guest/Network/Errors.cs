using System.Net;
using System.Net.Sockets;

namespace Hermit.Guest.Network;

/// <summary>What is told of what cannot be done: the codes that System.Net.Sockets makes of error numbers.</summary>
internal static class Errors
{
    public static GuestCase[] Cases =>
    [
        new("error-bind", Bind),
        new("error-connect", Connect),
        new("error-listen", Listen),
        new("error-send", Send),
        new("error-options", Options),
        new("error-kinds", Kinds),
        new("error-closed", () => Closed().GetAwaiter().GetResult()),
        new("error-datagram", Datagram),
        new("error-listener", Listener),
    ];

    private static void Bind()
    {
        using Socket first = Stream();
        first.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using Socket second = Stream();
        Report(() => second.Bind(first.LocalEndPoint!));
        using Socket third = Stream();
        third.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        first.Listen();
        Report(() => third.Bind(first.LocalEndPoint!));
        Report(() => second.Bind(new IPEndPoint(IPAddress.Parse("203.0.113.1"), 0)));
        Report(() => first.Bind(new IPEndPoint(IPAddress.Loopback, 0)));
        Report(() => second.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0)));
        using Socket datagrams = Datagrams();
        datagrams.Bind(first.LocalEndPoint!);
        using Socket other = Datagrams();
        Report(() => other.Bind(first.LocalEndPoint!));
        using Socket any = Stream();
        Report(() => any.Bind(new IPEndPoint(IPAddress.Any, ((IPEndPoint)first.LocalEndPoint!).Port)));
    }

    private static void Connect()
    {
        using Socket listener = Stream();
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        using Socket client = Stream();
        client.Connect(listener.LocalEndPoint!);
        Report(() => client.Connect(listener.LocalEndPoint!));
        Report(() => listener.Connect(listener.LocalEndPoint!));
        using Socket refused = Stream();
        Report(() => refused.Connect(new IPEndPoint(IPAddress.Loopback, 1)));
        Report(() => Console.WriteLine(refused.RemoteEndPoint));
        using Socket refusedV6 = new(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
        Report(() => refusedV6.Connect(new IPEndPoint(IPAddress.IPv6Loopback, 1)));
        using Socket mixed = Stream();
        Report(() => mixed.Connect(new IPEndPoint(IPAddress.IPv6Loopback, 1)));
        using Socket nonBlocking = Stream();
        nonBlocking.Blocking = false;
        Report(() => nonBlocking.Connect(listener.LocalEndPoint!));
        Console.WriteLine(nonBlocking.Poll(5_000_000, SelectMode.SelectWrite));
        using Socket failing = Stream();
        failing.Blocking = false;
        Report(() => failing.Connect(new IPEndPoint(IPAddress.Loopback, 1)));
        Console.WriteLine($"{failing.Poll(5_000_000, SelectMode.SelectError)} {failing.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)}");
    }

    private static void Listen()
    {
        using Socket unbound = Stream();
        Report(() => unbound.Accept());
        using Socket bound = Stream();
        bound.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Report(() => bound.Accept());
        bound.Listen();
        bound.Blocking = false;
        Report(() => bound.Accept());
        Report(() => bound.Receive(new byte[1]));
        Report(() => bound.Send(new byte[1]));
        using Socket datagrams = Datagrams();
        datagrams.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Report(() => datagrams.Listen());
    }

    private static void Send()
    {
        using Socket alone = Stream();
        Report(() => alone.Send(new byte[1]));
        Report(() => alone.Receive(new byte[1]));
        Report(() => alone.Shutdown(SocketShutdown.Both));
        Report(() => Console.WriteLine(alone.RemoteEndPoint));
        (Socket left, Socket right) = Pair();
        left.Shutdown(SocketShutdown.Send);
        Report(() => left.Send(new byte[1]));
        Report(() => left.Shutdown(SocketShutdown.Send));
        left.Blocking = false;
        Report(() => left.Receive(new byte[1]));
        right.Close();
        left.Blocking = true;
        Console.WriteLine(left.Receive(new byte[1]));
        (left, right) = Pair();
        left.SendBufferSize = 4096;
        right.ReceiveBufferSize = 4096;
        left.Blocking = false;
        Report(() =>
        {
            while (true)
                left.Send(new byte[10_000]);
        });
        left.Blocking = true;
        left.SendTimeout = 50;
        Report(() =>
        {
            while (true)
                left.Send(new byte[10_000]);
        });
    }

    private static void Options()
    {
        using Socket socket = Stream();
        Report(() => socket.SetSocketOption(SocketOptionLevel.Socket, (SocketOptionName)0x7777, 1));
        Report(() => socket.GetSocketOption(SocketOptionLevel.Socket, (SocketOptionName)0x7777));
        Report(() => socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, -1));
        Report(() => socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 1000));
        Report(() => socket.SetSocketOption(SocketOptionLevel.IPv6, SocketOptionName.IPv6Only, 1));
        socket.LingerState = new LingerOption(true, 3);
        Console.WriteLine($"{socket.LingerState.Enabled} {socket.LingerState.LingerTime}");
        socket.ReceiveTimeout = 1234;
        Console.WriteLine($"{socket.ReceiveTimeout} {socket.SendTimeout}");
        Console.WriteLine($"{socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Type)} {socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.AcceptConnection)}");
        Span<byte> value = stackalloc byte[4];
        BitConverter.TryWriteBytes(value, 1);
        socket.SetRawSocketOption(6, 1, value);
        Console.WriteLine($"{socket.NoDelay} {socket.GetRawSocketOption(1, 3, value)} {value[0]}");
        Report(() => socket.SetRawSocketOption(1, 12345, new byte[4]));
        using Socket datagrams = Datagrams();
        Report(() => datagrams.Ttl = 0);
        datagrams.Ttl = 33;
        Console.WriteLine(datagrams.Ttl);
        datagrams.EnableBroadcast = true;
        Console.WriteLine($"{datagrams.EnableBroadcast} {datagrams.MulticastLoopback} {datagrams.DontFragment}");
        Report(() => datagrams.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.NoDelay, 1));
        Report(() => datagrams.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.AddMembership, new MulticastOption(IPAddress.Loopback)));
        Report(() => datagrams.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.DropMembership, new MulticastOption(IPAddress.Parse("239.9.9.9"), IPAddress.Loopback)));
    }

    private static void Kinds()
    {
        Report(() => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Udp));
        Report(() => new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Tcp));
        Report(() => new Socket(AddressFamily.AppleTalk, SocketType.Stream, ProtocolType.Tcp));
        using Socket stream = Stream();
        using Socket same = new(new SafeSocketHandle(stream.Handle, ownsHandle: false));
        Console.WriteLine($"{same.AddressFamily} {same.SocketType} {same.ProtocolType} {same.Connected}");
        using Socket datagrams = new(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp);
        using Socket sameDatagrams = new(new SafeSocketHandle(datagrams.Handle, ownsHandle: false));
        Console.WriteLine($"{sameDatagrams.AddressFamily} {sameDatagrams.SocketType} {sameDatagrams.ProtocolType} {sameDatagrams.DualMode}");
    }

    private static async Task Closed()
    {
        (Socket left, Socket right) = Pair();
        Task<int> waiting = left.ReceiveAsync(new byte[1]);
        left.Close();
        try
        {
            await waiting;
        }
        catch (SocketException error)
        {
            Console.WriteLine(error.SocketErrorCode);
        }

        Report(() => left.Send(new byte[1]));
        Report(() => Console.WriteLine(right.Receive(new byte[1])));
        using Socket listener = Stream();
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        Task<Socket> accepting = listener.AcceptAsync();
        listener.Close();
        try
        {
            await accepting;
        }
        catch (SocketException error)
        {
            Console.WriteLine(error.SocketErrorCode);
        }

        using CancellationTokenSource source = new(50);
        using Socket cancelled = Datagrams();
        cancelled.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        try
        {
            await cancelled.ReceiveAsync(new byte[1], SocketFlags.None, source.Token);
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine("cancelled");
        }
    }

    private static void Datagram()
    {
        using Socket alone = Datagrams();
        Report(() => alone.Send(new byte[1]));
        using Socket socket = Datagrams();
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Report(() => socket.SendTo(new byte[65_508], socket.LocalEndPoint!));
        socket.SendTo(new byte[65_507], socket.LocalEndPoint!);
        byte[] buffer = new byte[70_000];
        Console.WriteLine(socket.Receive(buffer));
        Report(() => socket.SendTo(new byte[1], new IPEndPoint(IPAddress.Loopback, 0)));
        socket.SendTo(Array.Empty<byte>(), socket.LocalEndPoint!);
        Console.WriteLine(socket.Receive(buffer));
        socket.ReceiveTimeout = 50;
        Report(() => socket.Receive(buffer));
        socket.Blocking = false;
        Report(() => socket.Receive(buffer));
        socket.SendTo("peeked"u8, socket.LocalEndPoint!);
        Console.WriteLine($"{socket.Receive(buffer, SocketFlags.Peek)} {socket.Available} {socket.Receive(buffer)}");
        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        socket.SendTo(new byte[7], socket.LocalEndPoint!);
        Console.WriteLine($"{socket.ReceiveFrom(buffer, ref from)} {from.Equals(socket.LocalEndPoint)}");
    }

    private static void Listener()
    {
        TcpListener first = new(IPAddress.Loopback, 0);
        Report(() => first.AcceptTcpClient());
        first.Start();
        TcpListener second = new((IPEndPoint)first.LocalEndpoint);
        Report(() => second.Start());
        Console.WriteLine(first.Pending());
        first.Stop();
        Report(() => second.Start());
        second.Stop();
        using TcpClient client = new();
        Report(() => client.GetStream());
        Report(() => client.Connect("127.0.0.1", 1));
        using HttpClient http = new();
        try
        {
            http.GetStringAsync("http://127.0.0.1:1/").GetAwaiter().GetResult();
        }
        catch (HttpRequestException error)
        {
            Console.WriteLine($"{error.HttpRequestError} {(error.InnerException as SocketException)?.SocketErrorCode} {error.Message}");
        }
    }

    private static Socket Stream() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    private static Socket Datagrams() => new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

    private static (Socket Left, Socket Right) Pair()
    {
        using Socket listener = Stream();
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        Socket left = Stream();
        left.Connect(listener.LocalEndPoint!);
        return (left, listener.Accept());
    }

    private static void Report(Action action)
    {
        try
        {
            action();
            Console.WriteLine("no error");
        }
        catch (SocketException error)
        {
            // Behind a colon stands a port that was given at random.
            Console.WriteLine($"{error.SocketErrorCode} {error.ErrorCode} {error.Message.Split(':')[0]}");
        }
        catch (Exception error)
        {
            Console.WriteLine($"{error.GetType().Name} {(error.InnerException as SocketException)?.SocketErrorCode}");
        }
    }
}

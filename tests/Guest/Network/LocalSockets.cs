using System.IO.Pipes;
using System.Net.Sockets;
using System.Text;

namespace Hermit.Guest.Network;

/// <summary>Sockets with names instead of addresses, and the named pipes that .NET builds on them.</summary>
internal static class LocalSockets
{
    public static GuestCase[] Cases =>
    [
        new("unix-stream", Stream),
        new("unix-async", () => StreamAsync().GetAwaiter().GetResult()),
        new("unix-bulk", () => SendMuch().GetAwaiter().GetResult()),
        new("unix-datagram", Datagram),
        new("unix-abstract", Abstract),
        new("unix-half-close", CloseOneDirection),
        new("unix-reset", CloseWithUnreadData),
        new("unix-errors", Errors),
        new("unix-poll", Poll),
        new("unix-file", TheFile),
        new("pipe-named", () => NamedPipe().GetAwaiter().GetResult()),
        new("pipe-messages", ManyClients),
        new("pipe-anonymous", AnonymousPipe),
    ];

    private static string PathOf(string name) => Path.Combine(Path.GetTempPath(), $"hermit-{Environment.ProcessId}-{name}");

    private static void Stream()
    {
        UnixDomainSocketEndPoint name = new(PathOf("stream"));
        using Socket listener = Listen(name);
        using Socket client = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        client.Connect(name);
        using Socket accepted = listener.Accept();
        client.Send("hello"u8);
        byte[] buffer = new byte[100];
        Console.WriteLine(Encoding.ASCII.GetString(buffer, 0, accepted.Receive(buffer)));
        accepted.Send([new ArraySegment<byte>("wor"u8.ToArray()), new ArraySegment<byte>("ld"u8.ToArray())]);
        Console.WriteLine(Encoding.ASCII.GetString(buffer, 0, client.Receive(buffer)));
        Console.WriteLine($"{client.RemoteEndPoint!.Equals(name)} '{accepted.RemoteEndPoint}' {accepted.LocalEndPoint!.Equals(name)}");
        Console.WriteLine($"{client.Connected} {client.SocketType} {client.AddressFamily} {listener.IsBound}");
        client.Close();
        Console.WriteLine(accepted.Receive(buffer));
    }

    private static async Task StreamAsync()
    {
        UnixDomainSocketEndPoint name = new(PathOf("async"));
        using Socket listener = Listen(name);
        Task server = Task.Run(async () =>
        {
            for (int i = 0; i < 20; i++)
            {
                Socket accepted = await listener.AcceptAsync();
                _ = Task.Run(async () =>
                {
                    using NetworkStream stream = new(accepted, ownsSocket: true);
                    await stream.CopyToAsync(stream);
                });
            }
        });
        int[] answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(async number =>
        {
            using Socket client = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await client.ConnectAsync(name);
            await client.SendAsync(BitConverter.GetBytes(number));
            byte[] buffer = new byte[4];
            await client.ReceiveAsync(buffer);
            return BitConverter.ToInt32(buffer);
        }));
        await server;
        Console.WriteLine($"{answers.Length} answers, sum {answers.Sum()}");
    }

    private static async Task SendMuch()
    {
        UnixDomainSocketEndPoint name = new(PathOf("bulk"));
        using Socket listener = Listen(name);
        byte[] sent = new byte[5_000_000];
        new Random(1).NextBytes(sent);
        Task<byte[]> server = Task.Run(async () =>
        {
            using Socket accepted = await listener.AcceptAsync();
            MemoryStream received = new();
            await new NetworkStream(accepted).CopyToAsync(received);
            return received.ToArray();
        });
        using (Socket client = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            client.Connect(name);
            client.Send(sent);
        }

        Console.WriteLine($"equal {(await server).AsSpan().SequenceEqual(sent)}");
    }

    private static void Datagram()
    {
        UnixDomainSocketEndPoint left = new(PathOf("left")), right = new(PathOf("right"));
        using Socket one = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        using Socket other = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        one.Bind(left);
        other.Bind(right);
        one.SendTo("first"u8, right);
        one.SendTo("second message"u8, right);
        byte[] buffer = new byte[100];
        System.Net.EndPoint source = new UnixDomainSocketEndPoint("x");
        Console.WriteLine($"{other.ReceiveFrom(buffer, ref source)} from the sender: {source.Equals(left)}");
        Console.WriteLine($"{other.Available} {other.Receive(buffer.AsSpan(0, 6))} {Encoding.ASCII.GetString(buffer, 0, 6)} {other.Available}");
        other.Connect(left);
        other.Send("back"u8);
        Console.WriteLine(Encoding.ASCII.GetString(buffer, 0, one.Receive(buffer)));
        one.Close();
        Report(() => other.Send("nobody"u8));
    }

    private static void Abstract()
    {
        UnixDomainSocketEndPoint name = new($"\0hermit-{Environment.ProcessId}");
        using Socket listener = Listen(name);
        using Socket client = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        client.Connect(name);
        using Socket accepted = listener.Accept();
        client.Send("x"u8);
        Console.WriteLine($"{accepted.Receive(new byte[10])} {File.Exists(name.ToString())}");
        Report(() => Listen(name));
        listener.Close();
        using Socket late = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        Report(() => late.Connect(name));
    }

    private static void CloseOneDirection()
    {
        (Socket left, Socket right) = Pair("half");
        byte[] buffer = new byte[100];
        left.Send("question"u8);
        left.Shutdown(SocketShutdown.Send);
        Console.WriteLine($"{right.Receive(buffer)}, then {right.Receive(buffer)}");
        right.Send("answer"u8);
        Console.WriteLine(left.Receive(buffer));
        right.Close();
        Console.WriteLine(left.Receive(buffer));
        Report(() => left.Send("more"u8));
    }

    private static void CloseWithUnreadData()
    {
        (Socket left, Socket right) = Pair("reset");
        right.Send("never read"u8);
        left.Close();
        Report(() => Console.WriteLine(right.Receive(new byte[10])));
        Report(() => Console.WriteLine(right.Receive(new byte[10])));
    }

    private static void Errors()
    {
        UnixDomainSocketEndPoint name = new(PathOf("errors"));
        using Socket client = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        Report(() => client.Connect(name));
        Report(() => client.Send("x"u8));
        Report(() => client.Accept());
        File.WriteAllText(name.ToString(), "");
        using Socket second = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        Report(() => second.Connect(name));
        Report(() => Listen(name));
        File.Delete(name.ToString());
        Report(() => Listen(new UnixDomainSocketEndPoint("/no/such/directory")));
        using Socket listener = Listen(name);
        using Socket datagram = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        Report(() => datagram.Connect(name));
        Report(() => datagram.Send("x"u8));
        using Socket third = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        third.Connect(name);
        Report(() => third.Connect(name));
        Report(() => new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Tcp));
        Report(() => third.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.NoDelay, true));
        third.Blocking = false;
        Report(() => third.Receive(new byte[1]));
    }

    private static void Poll()
    {
        (Socket left, Socket right) = Pair("poll");
        Console.WriteLine($"{left.Poll(1000, SelectMode.SelectRead)} {left.Poll(0, SelectMode.SelectWrite)}");
        right.Send("x"u8);
        Console.WriteLine($"{left.Poll(-1, SelectMode.SelectRead)} {left.Available}");
        left.Receive(new byte[1]);
        right.Close();
        Console.WriteLine($"{left.Poll(-1, SelectMode.SelectRead)} {left.Available}");
        left.ReceiveTimeout = 50;
        Console.WriteLine(left.Receive(new byte[1]));
        (left, right) = Pair("wait");
        left.ReceiveTimeout = 50;
        Report(() => left.Receive(new byte[1]));
    }

    private static void TheFile()
    {
        string path = PathOf("file");
        Socket listener = Listen(new UnixDomainSocketEndPoint(path));
        Console.WriteLine($"{File.Exists(path)} {new FileInfo(path).Length} {File.GetUnixFileMode(path)}");
        Report(() => File.ReadAllText(path));
        listener.Dispose();
        Console.WriteLine(File.Exists(path));
    }

    private static async Task NamedPipe()
    {
        string name = $"hermit{Environment.ProcessId}";
        await using NamedPipeServerStream server = new(name, PipeDirection.InOut, 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        await using NamedPipeClientStream client = new(".", name, PipeDirection.InOut, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        Task connected = server.WaitForConnectionAsync();
        await client.ConnectAsync(5000);
        await connected;
        using StreamWriter writer = new(client, leaveOpen: true) { AutoFlush = true };
        using StreamReader reader = new(server, leaveOpen: true);
        await writer.WriteLineAsync("a line");
        Console.WriteLine(await reader.ReadLineAsync());
        Console.WriteLine($"{server.IsConnected} {client.IsConnected} {server.GetImpersonationUserName() == Environment.UserName}");
        server.Disconnect();
        Console.WriteLine(await client.ReadAsync(new byte[1]));
        Report(() => new NamedPipeClientStream(".", "nobody-there").Connect(50));
    }

    private static void ManyClients()
    {
        string name = $"hermit-many{Environment.ProcessId}";
        Thread[] servers = [.. Enumerable.Range(0, 3).Select(_ => new Thread(() =>
        {
            using NamedPipeServerStream server = new(name, PipeDirection.InOut, 3);
            server.WaitForConnection();
            byte[] buffer = new byte[4];
            server.ReadExactly(buffer);
            server.Write(buffer);
            server.Flush();
        }))];
        Array.ForEach(servers, server => server.Start());
        int sum = 0;
        for (int i = 1; i <= 3; i++)
        {
            using NamedPipeClientStream client = new(".", name, PipeDirection.InOut);
            client.Connect(5000);
            client.Write(BitConverter.GetBytes(i));
            byte[] answer = new byte[4];
            client.ReadExactly(answer);
            sum += BitConverter.ToInt32(answer);
        }

        Array.ForEach(servers, server => server.Join());
        Console.WriteLine(sum);
    }

    private static void AnonymousPipe()
    {
        using AnonymousPipeServerStream server = new(PipeDirection.Out, HandleInheritability.None, 100_000);
        using AnonymousPipeClientStream client = new(PipeDirection.In, server.ClientSafePipeHandle);
        Console.WriteLine($"{server.OutBufferSize} {client.InBufferSize}");
        server.Write(new byte[90_000]);
        byte[] buffer = new byte[90_000];
        client.ReadExactly(buffer);
        server.Close();
        Console.WriteLine(client.Read(buffer));
    }

    private static Socket Listen(UnixDomainSocketEndPoint name)
    {
        Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(name);
        listener.Listen(50);
        return listener;
    }

    private static (Socket Left, Socket Right) Pair(string name)
    {
        using Socket listener = Listen(new UnixDomainSocketEndPoint(PathOf(name)));
        Socket left = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
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
            Console.WriteLine($"{error.SocketErrorCode} {error.ErrorCode}");
        }
        catch (Exception error)
        {
            Console.WriteLine(error.GetType().Name);
        }
    }
}

using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

// A server on port 8080. A connection begins with a letter and a number of 8 bytes: 'T', so many bytes are taken, and acknowledged by one; 'G', so many
// are given; 'I', so many connections are made from here to here, and the bytes of memory that each of their ends takes are said.
const int Port = 8080;
const int IdlePort = 8081;
using Socket listener = Listen(Port);
Console.WriteLine("Application started.");
while (true)
{
    Socket client = await listener.AcceptAsync();
    _ = Serve(client);
}

static async Task Serve(Socket client)
{
    using Socket socket = client;
    byte[] order = new byte[9];
    for (int at = 0; at < order.Length;)
    {
        int read = await socket.ReceiveAsync(order.AsMemory(at));
        if (read == 0)
            return;
        at += read;
    }

    long count = BinaryPrimitives.ReadInt64LittleEndian(order.AsSpan(1));
    byte[] buffer = new byte[64 << 10];
    switch ((char)order[0])
    {
        case 'T':
            while (count > 0 && await socket.ReceiveAsync(buffer) is int taken and > 0)
                count -= taken;
            await socket.SendAsync(buffer.AsMemory(0, 1));
            break;
        case 'G':
            for (; count > 0; count -= buffer.Length)
                await socket.SendAsync(buffer.AsMemory(0, (int)Math.Min(count, buffer.Length)));
            break;
        case 'I':
            long bytes = await Idle((int)count);
            BinaryPrimitives.WriteInt64LittleEndian(buffer, bytes);
            await socket.SendAsync(buffer.AsMemory(0, sizeof(long)));
            break;
    }

    socket.Shutdown(SocketShutdown.Both);
}

static async Task<long> Idle(int count)
{
    using Socket listener = Listen(IdlePort);
    long before = FreeBytes();
    var ends = new List<Socket>(2 * count);
    for (int i = 0; i < count; i++)
    {
        var end = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        Task<Socket> accepting = listener.AcceptAsync();
        await end.ConnectAsync(IPAddress.Loopback, IdlePort);
        ends.Add(end);
        ends.Add(await accepting);
    }

    long taken = before - FreeBytes();
    foreach (Socket end in ends)
        end.Dispose();
    return taken / (2 * count);
}

static Socket Listen(int port)
{
    var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    socket.Bind(new IPEndPoint(IPAddress.Any, port));
    socket.Listen(128);
    return socket;
}

static long FreeBytes()
{
    GC.Collect();
    string line = File.ReadLines("/proc/meminfo").First(l => l.StartsWith("MemFree:", StringComparison.Ordinal));
    return long.Parse(line["MemFree:".Length..].Replace("kB", "", StringComparison.Ordinal), NumberStyles.Integer | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture) << 10;
}

using Hermit.Abi;
using Hermit.Memory;

using Xunit;

namespace Hermit.Net.Tests.Machines;

/// <summary>A machine at 10.0.0.2 and fd00::2 with everything in use, which hostile frames are for: it goes on, keeps its bounds and gives everything back.</summary>
internal sealed class Victim
{
    private const int Buffers = 1024;

    // What a stack of so many buffers may own, tables and all.
    private const long MostBytes = 16 << 20;

    private readonly long _before = FrameSource.Used;
    private readonly List<Handle<Socket>> _sockets;

    public Victim()
    {
        Wire = World.Ethernet();
        Node = new Node(World, Wire, 2, Buffers).With("10.0.0.2", 24, "10.0.0.1").With("fd00::2", 64);
        Node.Stack.EnableAutoconfiguration(Machines.Node.Ethernet, World.Now);
        Node.Stack.AddNameServer(new IpEndpoint(Machines.Node.Address("10.0.0.1"), 53));
        World.Run(0.1);
        _sockets = Occupy(Node);
        World.Run(3);
    }

    public World World { get; } = new();

    public Segment Wire { get; }

    public Node Node { get; }

    /// <summary>What must always hold.</summary>
    public void Check()
    {
        ref NetworkStack stack = ref Node.Stack;
        Assert.InRange(stack.Packets.Count, 0, Buffers);
        Assert.InRange(stack.QueuedBuffers, 0, Buffers / 2);
        Assert.InRange(stack.NeighborCount, 0, NetworkStack.NeighborLimit);
        Assert.InRange(stack.Routes.Count, 0, RoutingTable.Capacity);
        Assert.InRange(stack.ConnectionCount, 0, 4096);
        Assert.InRange(FrameSource.Used - _before, 0, MostBytes);
    }

    /// <summary>Takes what has come, as programs do, and asks for another name.</summary>
    public void Drain()
    {
        byte[] buffer = new byte[65536];
        while (Node.Stack.TryTakeChange(out SocketChange change))
        {
            while (Node.Stack.Receive(change.Socket, buffer, false, out _, out _) == SystemError.None)
            {
            }

            while (Node.Stack.Accept(change.Socket, out Handle<Socket> accepted, out _, Node.Now) == SystemError.None)
            {
                Node.Stack.Close(accepted, Node.Now);
            }
        }

        // As many questions as there can be: then none is taken.
        if (Node.Stack.Resolve(Machines.Node.Text($"n{_sockets.Count}.example"), true, true, out Handle<Socket> query, Node.Now) == SystemError.None)
        {
            _sockets.Add(query);
        }
    }

    /// <summary>Closes everything: nothing is kept, and the machine still answers.</summary>
    public void Finish()
    {
        foreach (Handle<Socket> socket in _sockets)
        {
            Assert.Equal(SystemError.None, Node.Stack.Close(socket, World.Now));
        }

        World.Run(700);
        Assert.Equal(0, Node.Stack.QueuedBuffers);
        Assert.Equal(0, Node.Stack.Packets.Count);

        // Its default route and neighbours may have been poisoned, which a link allows; a new neighbour is served all the same.
        Node friend = new Node(World, Wire, 77).With("10.0.0.201", 24);
        World.Run(3);
        Handle<Socket> server = Node.Udp(port: 777);
        Handle<Socket> client = friend.Udp();
        for (int attempt = 0; attempt < 3; attempt++)
        {
            friend.Send(client, [1], "10.0.0.2", 777);
            World.Run(5);
        }

        Assert.Equal([1], Node.Receive(server));
    }

    // Something of everything that a frame could reach.
    private static List<Handle<Socket>> Occupy(Node node)
    {
        var sockets = new List<Handle<Socket>> { node.Udp(true, 7), node.Udp(false, 4000) };
        Assert.Equal(SystemError.None, node.Stack.Join(sockets[0], Machines.Node.Address("ff02::1234"), Machines.Node.Ethernet, node.Now));
        Assert.Equal(SystemError.None, node.Stack.Join(sockets[1], Machines.Node.Address("239.1.2.3"), Machines.Node.Ethernet, node.Now));
        Assert.Equal(SystemError.None, node.Stack.OpenPing(false, out Handle<Socket> ping));
        Assert.Equal(SystemError.None, node.Stack.OpenRaw(IpProtocol.Icmpv6, true, out Handle<Socket> raw));
        Assert.Equal(SystemError.None, node.Stack.OpenTcp(true, out Handle<Socket> listener));
        Assert.Equal(SystemError.None, node.Stack.Bind(listener, new IpEndpoint(IpAddress.AnyV6, 80)));
        Assert.Equal(SystemError.None, node.Stack.Listen(listener, 16, node.Now));
        Assert.Equal(SystemError.None, node.Stack.OpenTcp(false, out Handle<Socket> stream));
        Assert.Equal(SystemError.InProgress, node.Stack.Connect(stream, new IpEndpoint(Machines.Node.Address("10.0.0.1"), 80), node.Now));
        Assert.Equal(SystemError.None, node.Stack.Resolve("www.example"u8, true, true, out Handle<Socket> query, node.Now));
        sockets.AddRange([ping, raw, listener, stream, query]);
        return sockets;
    }
}

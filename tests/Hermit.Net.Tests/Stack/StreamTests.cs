using Hermit.Abi;
using Hermit.Memory;
using Hermit.Net.Tests.Machines;

using Xunit;

namespace Hermit.Net.Tests.Stack;

/// <summary>TCP through the whole stack: what a program sees of its streams.</summary>
public class StreamTests
{
    [Theory]
    [InlineData("10.0.0.2", false)]
    [InlineData("fd00::2", false)]
    [InlineData("10.0.0.2", true)]
    [InlineData("fd00::2", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("::1", false)]
    public void Bytes_arrive_in_order_and_the_end_is_seen(string server, bool offload)
    {
        var talk = new Talk(server, offload);
        byte[] sent = new byte[3_000_000];
        new Random(1).NextBytes(sent);
        Assert.Equal(sent, talk.Transfer(sent));
        Assert.Equal(SystemError.None, talk.Client.Stack.Close(talk.From, talk.World.Now));
        Assert.Equal(SystemError.None, talk.Server.Stack.Close(talk.To, talk.World.Now));
        talk.World.Run(200);
        Assert.Equal(0, talk.Client.Stack.ConnectionCount);
        Assert.Equal(0, talk.Client.Stack.Packets.Count);
        Assert.Equal(0, talk.Server.Stack.Packets.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Bytes_arrive_over_a_bad_link(ulong seed)
    {
        var talk = new Talk("10.0.0.2", offload: false);
        var faults = new Faults
        {
            Loss = 10_000,
            Duplication = 10_000,
            Reordering = 10_000,
            Corruption = 5_000,
            Delay = Duration.FromMilliseconds(2 + (long)seed),
            Jitter = Duration.FromMilliseconds(3),
        };
        talk.Client.Faults = faults;
        talk.Server.Faults = faults;
        byte[] sent = new byte[500_000];
        new Random((int)seed).NextBytes(sent);
        Assert.Equal(sent, talk.Transfer(sent));
    }

    [Fact]
    public void A_path_with_a_smaller_MTU_is_found_out()
    {
        // RFC 1191: the fault is a router that says what fits; here it only drops, and the sender hears of it from outside.
        var talk = new Talk("10.0.0.2", offload: false);
        talk.Transfer(new byte[10_000]);
        Assert.Contains(talk.Wire.Log, frame => frame.Length > 1400);
        byte[] segment = talk.Wire.Log.Last(frame => frame.Length > 1400);
        talk.Server.Faults.LargestFrame = 1014;
        Assert.Equal(SystemError.None, talk.Client.Stack.Write(talk.From, new byte[50_000], out _, talk.World.Now));
        talk.World.Run(0.01);
        segment = talk.Wire.Log.Last(frame => frame.Length > 1400);
        talk.Wire.Inject(IcmpTests.TooBig(segment, talk.Client.Hardware, 1000));
        talk.Wire.Log.Clear();
        talk.World.Run(10);
        Assert.DoesNotContain(talk.Wire.Log, frame => frame.Length > 1014);
        Assert.Equal(50_000, talk.Server.Stack.AvailableBytes(talk.To));
    }

    [Theory]
    [InlineData("10.0.0.2", SystemError.ConnectionRefused)]
    [InlineData("10.0.0.77", SystemError.HostUnreachable)]
    public void A_connection_that_cannot_be_made_fails(string peer, SystemError expected)
    {
        var pair = new Pair();
        Assert.Equal(SystemError.None, pair.Left.Stack.OpenTcp(false, out Handle<Socket> socket));
        Assert.Equal(SystemError.InProgress, pair.Left.Stack.Connect(socket, new IpEndpoint(Node.Address(peer), 9), pair.World.Now));
        pair.World.Run(10);
        Assert.Equal(expected, pair.Left.Stack.TakeError(socket));
        Assert.True((pair.Left.Stack.GetReadiness(socket) & Readiness.Writable) != 0);
    }

    [Fact]
    public void Without_a_route_connecting_fails_at_once()
    {
        var pair = new Pair();
        Assert.Equal(SystemError.None, pair.Left.Stack.OpenTcp(false, out Handle<Socket> socket));
        Assert.Equal(SystemError.NetworkUnreachable, pair.Left.Stack.Connect(socket, new IpEndpoint(Node.Address("192.0.2.1"), 9), pair.World.Now));
        Assert.Equal(SystemError.AddressFamilyNotSupported, pair.Left.Stack.Connect(socket, new IpEndpoint(Node.Address("fd00::2"), 9), pair.World.Now));
    }

    [Fact]
    public void Changes_of_streams_are_told()
    {
        var talk = new Talk("10.0.0.2", offload: false);
        while (talk.Server.Stack.TryTakeChange(out _))
        {
        }

        talk.Server.Stack.SetToken(talk.To, 7);
        talk.Client.Stack.Write(talk.From, [1, 2, 3], out _, talk.World.Now);
        talk.World.Run(0.1);
        Assert.True(talk.Server.Stack.TryTakeChange(out SocketChange change));
        Assert.Equal((7ul, Readiness.Readable), (change.Token, change.Events & Readiness.Readable));
        Assert.Equal(Readiness.Readable | Readiness.Writable, change.Ready);
        Assert.False(talk.Server.Stack.TryTakeChange(out _));
        Assert.Equal(SystemError.None, talk.Client.Stack.Shutdown(talk.From, read: false, write: true, talk.World.Now));
        talk.World.Run(0.1);
        Assert.True(talk.Server.Stack.TryTakeChange(out change));
        Assert.True((change.Ready & Readiness.PeerClosed) != 0);
    }

    [Fact]
    public void Endpoints_are_those_of_the_connection()
    {
        var talk = new Talk("10.0.0.2", offload: false);
        Assert.True(talk.Client.Stack.GetEndpoints(talk.From, out IpEndpoint local, out IpEndpoint remote));
        Assert.True(talk.Server.Stack.GetEndpoints(talk.To, out IpEndpoint peerLocal, out IpEndpoint peerRemote));
        Assert.Equal(local, peerRemote);
        Assert.Equal(remote, peerLocal);
        Assert.Equal(new IpEndpoint(Node.Address("10.0.0.2"), 80), remote);
    }

    [Fact]
    public void A_thousand_connections_at_once()
    {
        var pair = new Pair();
        Handle<Socket> listener = Talk.Listen(pair.Right, 80, 2000);
        var clients = new List<Handle<Socket>>();
        for (int i = 0; i < 1000; i++)
        {
            Assert.Equal(SystemError.None, pair.Left.Stack.OpenTcp(false, out Handle<Socket> socket));
            Assert.Equal(SystemError.InProgress, pair.Left.Stack.Connect(socket, new IpEndpoint(Node.Address("10.0.0.2"), 80), pair.World.Now));
            clients.Add(socket);
            pair.World.Run(0.0001);
        }

        pair.World.Run(5);
        var servers = new List<Handle<Socket>>();
        while (pair.Right.Stack.Accept(listener, out Handle<Socket> accepted, out _, pair.World.Now) == SystemError.None)
        {
            servers.Add(accepted);
        }

        Assert.Equal(1000, servers.Count);
        foreach (Handle<Socket> client in clients)
        {
            Assert.Equal(SystemError.None, pair.Left.Stack.Write(client, [42], out int count, pair.World.Now));
            Assert.Equal(1, count);
        }

        pair.World.Run(1);
        Assert.All(servers, server => Assert.Equal(1, pair.Right.Stack.AvailableBytes(server)));
        clients.ForEach(client => pair.Left.Stack.Close(client, pair.World.Now));
        servers.ForEach(server => pair.Right.Stack.Close(server, pair.World.Now));
        Assert.Equal(SystemError.None, pair.Right.Stack.Close(listener, pair.World.Now));
        pair.World.Run(300);
        Assert.Equal((0, 0), (pair.Left.Stack.ConnectionCount, pair.Right.Stack.ConnectionCount));
        Assert.Equal((0, 0), (pair.Left.Stack.Packets.Count, pair.Right.Stack.Packets.Count));
    }

    private sealed class Talk
    {
        public Talk(string server, bool offload)
        {
            var pair = new Pair(offload: offload);
            bool v6 = server.Contains(':');
            World = pair.World;
            Wire = pair.Wire;
            Client = pair.Left;
            Server = server is "127.0.0.1" or "::1" ? pair.Left : pair.Right;
            Handle<Socket> listener = Listen(Server, 80, 10);
            Assert.Equal(SystemError.None, Client.Stack.OpenTcp(v6, out Handle<Socket> from));
            Assert.Equal(SystemError.InProgress, Client.Stack.Connect(from, new IpEndpoint(Node.Address(server), 80), World.Now));
            World.Run(0.5);
            Assert.Equal(SystemError.None, Server.Stack.Accept(listener, out Handle<Socket> to, out _, World.Now));
            Assert.Equal(SystemError.None, Server.Stack.Close(listener, World.Now));
            (From, To) = (from, to);
        }

        public World World { get; }

        public Segment Wire { get; }

        public Node Client { get; }

        public Node Server { get; }

        public Handle<Socket> From { get; }

        public Handle<Socket> To { get; }

        public static Handle<Socket> Listen(Node node, ushort port, int backlog)
        {
            Assert.Equal(SystemError.None, node.Stack.OpenTcp(v6: true, out Handle<Socket> listener));
            Assert.Equal(SystemError.None, node.Stack.Bind(listener, new IpEndpoint(IpAddress.AnyV6, port)));
            Assert.Equal(SystemError.None, node.Stack.Listen(listener, backlog, node.Now));
            return listener;
        }

        public byte[] Transfer(byte[] bytes)
        {
            var received = new MemoryStream();
            byte[] buffer = new byte[50_000];
            int sent = 0;
            for (int round = 0; round < 200_000 && received.Length < bytes.Length; round++)
            {
                Client.Stack.Write(From, bytes.AsSpan(sent), out int count, World.Now);
                sent += count;
                World.Run(0.001);
                while (Server.Stack.Read(To, buffer, false, out count, World.Now) == SystemError.None && count > 0)
                {
                    received.Write(buffer, 0, count);
                }
            }

            return received.ToArray();
        }
    }
}

using System.Buffers.Binary;

using Hermit.Abi;
using Hermit.Memory;
using Hermit.Net.Tests.Machines;

using Xunit;
using Xunit.Abstractions;

namespace Hermit.Net.Tests.Stack;

/// <summary>
/// Random and mutated frames into a machine with everything in use: it goes on, keeps its bounds and gives everything back. Mutations start from frames
/// that real traffic between two machines made; checksums are put right in half of them, so that damage gets past the first check.
/// <c>HERMIT_TEST_EFFORT=100</c> makes it 24 million frames.
/// </summary>
public class HostileTests(ITestOutputHelper output)
{
    private static int FramesPerSeed => 60_000 * Effort.Factor;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Frames_of_every_kind_of_damage_do_no_harm(int seed)
    {
        output.WriteLine($"seed {seed}, {FramesPerSeed} frames");
        var random = new Random(seed);
        byte[][] corpus = Corpus();
        var world = new World();
        Segment wire = world.Ethernet();
        Node victim = new Node(world, wire, 2, buffers: 1024).With("10.0.0.2", 24, "10.0.0.1").With("fd00::2", 64);
        victim.Stack.EnableAutoconfiguration(Node.Ethernet, world.Now);
        victim.Stack.AddNameServer(new IpEndpoint(Node.Address("10.0.0.1"), 53));
        world.Run(0.1);
        List<Handle<Socket>> sockets = Occupy(victim);
        world.Run(3);
        for (int i = 0; i < FramesPerSeed; i++)
        {
            wire.Inject(Mutate(random, corpus));
            if (i % 64 == 63)
            {
                world.Run(random.Next(100) == 0 ? 5 : 0.0005);
                Check(victim);
                wire.Log.Clear();
            }

            if (i % 4096 == 4095)
            {
                Drain(victim, sockets);
            }
        }

        foreach (Handle<Socket> socket in sockets)
        {
            Assert.Equal(SystemError.None, victim.Stack.Close(socket, world.Now));
        }

        world.Run(700);
        Assert.Equal(0, victim.Stack.QueuedBuffers);
        Assert.Equal(0, victim.Stack.Packets.Count);

        // It still answers. Its default route and neighbours may have been poisoned, which a link allows; a new neighbour is served all the same.
        Node friend = new Node(world, wire, 77).With("10.0.0.201", 24);
        world.Run(3);
        Handle<Socket> server = victim.Udp(port: 777);
        Handle<Socket> client = friend.Udp();
        for (int attempt = 0; attempt < 3; attempt++)
        {
            friend.Send(client, [1], "10.0.0.2", 777);
            world.Run(5);
        }

        Assert.Equal([1], victim.Receive(server));
    }

    private static void Check(Node node)
    {
        ref NetworkStack stack = ref node.Stack;
        Assert.InRange(stack.Packets.Count, 0, 1024);
        Assert.InRange(stack.QueuedBuffers, 0, 512);
        Assert.InRange(stack.NeighborCount, 0, NetworkStack.NeighborLimit);
        Assert.InRange(stack.Routes.Count, 0, RoutingTable.Capacity);
        Assert.InRange(stack.ConnectionCount, 0, 4096);
    }

    // Something of everything that a frame could reach.
    private static List<Handle<Socket>> Occupy(Node node)
    {
        var sockets = new List<Handle<Socket>> { node.Udp(true, 7), node.Udp(false, 4000) };
        Assert.Equal(SystemError.None, node.Stack.Join(sockets[0], Node.Address("ff02::1234"), Node.Ethernet, node.Now));
        Assert.Equal(SystemError.None, node.Stack.Join(sockets[1], Node.Address("239.1.2.3"), Node.Ethernet, node.Now));
        Assert.Equal(SystemError.None, node.Stack.OpenPing(false, out Handle<Socket> ping));
        Assert.Equal(SystemError.None, node.Stack.OpenRaw(IpProtocol.Icmpv6, true, out Handle<Socket> raw));
        Assert.Equal(SystemError.None, node.Stack.OpenTcp(true, out Handle<Socket> listener));
        Assert.Equal(SystemError.None, node.Stack.Bind(listener, new IpEndpoint(IpAddress.AnyV6, 80)));
        Assert.Equal(SystemError.None, node.Stack.Listen(listener, 16, node.Now));
        Assert.Equal(SystemError.None, node.Stack.OpenTcp(false, out Handle<Socket> stream));
        Assert.Equal(SystemError.InProgress, node.Stack.Connect(stream, new IpEndpoint(Node.Address("10.0.0.1"), 80), node.Now));
        Assert.Equal(SystemError.None, node.Stack.Resolve("www.example"u8, true, true, out Handle<Socket> query, node.Now));
        sockets.AddRange([ping, raw, listener, stream, query]);
        return sockets;
    }

    private static void Drain(Node node, List<Handle<Socket>> sockets)
    {
        byte[] buffer = new byte[65536];
        while (node.Stack.TryTakeChange(out SocketChange change))
        {
            while (node.Stack.Receive(change.Socket, buffer, false, out _, out _) == SystemError.None)
            {
            }

            while (node.Stack.Accept(change.Socket, out Handle<Socket> accepted, out _, node.Now) == SystemError.None)
            {
                node.Stack.Close(accepted, node.Now);
            }
        }

        node.Stack.Resolve(Node.Text($"n{sockets.Count}.example"), true, true, out Handle<Socket> query, node.Now);
        sockets.Add(query);
    }

    private static byte[][] Corpus()
    {
        var pair = new Pair();
        pair.Left.Stack.EnableAutoconfiguration(Node.Ethernet, pair.World.Now);
        pair.Left.Stack.StartDhcp(Node.Ethernet, pair.World.Now);
        foreach (string right in new[] { "10.0.0.2", "fd00::2" })
        {
            bool v6 = right.Contains(':');
            Handle<Socket> client = pair.Left.Udp(v6, (ushort)(v6 ? 4001 : 4000));
            pair.Left.Send(client, new byte[10], right, 7);
            pair.Left.Send(client, new byte[3000], right, 4000);
            pair.Left.Stack.Join(client, Node.Address(v6 ? "ff02::1234" : "239.1.2.3"), Node.Ethernet, pair.World.Now);
            pair.Left.Stack.OpenPing(v6, out Handle<Socket> ping);
            pair.Left.Stack.Send(ping, IcmpTests.Echo(v6, 1, 50), new IpEndpoint(Node.Address(right), 0), pair.World.Now);
            pair.Right.Stack.OpenTcp(v6, out Handle<Socket> listener);
            pair.Right.Stack.Bind(listener, new IpEndpoint(v6 ? IpAddress.AnyV6 : IpAddress.AnyV4, 80));
            pair.Right.Stack.Listen(listener, 1, pair.World.Now);
            pair.Left.Stack.OpenTcp(v6, out Handle<Socket> stream);
            pair.Left.Stack.Connect(stream, new IpEndpoint(Node.Address(right), 80), pair.World.Now);
            pair.World.Run(1);
            pair.Left.Stack.Write(stream, new byte[2000], out _, pair.World.Now);
            pair.World.Run(1);
            pair.Left.Stack.Close(stream, pair.World.Now);
            pair.World.Run(1);
        }

        return [.. pair.Wire.Log, .. pair.Wire.Log.Select(frame => Turned(frame, pair.Right.Hardware))];
    }

    // The same frame, to the victim whoever it was for.
    private static byte[] Turned(byte[] frame, MacAddress victim)
    {
        byte[] turned = [.. frame];
        victim.Write(turned);
        return turned;
    }

    private static byte[] Mutate(Random random, byte[][] corpus)
    {
        if (random.Next(50) == 0)
        {
            byte[] noise = new byte[random.Next(1600)];
            random.NextBytes(noise);
            return noise;
        }

        byte[] frame = [.. corpus[random.Next(corpus.Length)]];
        for (int i = random.Next(6); i > 0; i--)
        {
            int at = random.Next(random.Next(2) == 0 ? frame.Length : Math.Min(80, frame.Length));
            switch (random.Next(6))
            {
                case 0:
                    frame[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    frame[at] = (byte)(random.Next(2) == 0 ? 0xFF : 0);
                    break;
                case 2:
                    frame[at] = (byte)random.Next(256);
                    break;
                case 3:
                    frame = frame[..Math.Max(at, 1)];
                    break;
                case 4:
                    frame = [.. frame[..at], .. corpus[random.Next(corpus.Length)][..8], .. frame[at..]];
                    break;
                default:
                    int length = Math.Min(random.Next(12), frame.Length - at);
                    frame = [.. frame[..at], .. frame[(at + length)..]];
                    break;
            }

            frame = frame.Length == 0 ? [0] : frame;
        }

        if (random.Next(2) == 0)
        {
            Repair(frame);
        }

        return frame.Length > 1600 ? frame[..1600] : frame;
    }

    // Puts lengths and checksums right, as far as they can be found.
    private static void Repair(byte[] frame)
    {
        if (frame.Length < 54)
        {
            return;
        }

        Span<byte> packet = frame.AsSpan(14);
        bool v4 = frame[12] == 8 && frame[13] == 0;
        int header = v4 ? 4 * (packet[0] & 0xF) : 40;
        if (header < 20 || header + 20 > packet.Length || (!v4 && (frame[12] != 0x86 || frame[13] != 0xDD)))
        {
            return;
        }

        if (v4)
        {
            BinaryPrimitives.WriteUInt16BigEndian(packet[2..], (ushort)packet.Length);
            BinaryPrimitives.WriteUInt16BigEndian(packet[10..], 0);
            BinaryPrimitives.WriteUInt16BigEndian(packet[10..], InternetChecksum.Finish(InternetChecksum.Add(packet[..header])));
        }
        else
        {
            BinaryPrimitives.WriteUInt16BigEndian(packet[4..], (ushort)(packet.Length - 40));
        }

        byte protocol = v4 ? packet[9] : packet[6];
        int checksum = protocol switch { 6 => 16, 17 => 6, 1 or 2 or 58 => 2, _ => -1 };
        if (checksum < 0)
        {
            return;
        }

        Span<byte> transport = packet[header..];
        if (protocol == 17)
        {
            BinaryPrimitives.WriteUInt16BigEndian(transport[4..], (ushort)transport.Length);
        }

        IpAddress source = v4 ? IpAddress.ReadV4(packet[12..]) : IpAddress.ReadV6(packet[8..]);
        IpAddress destination = v4 ? IpAddress.ReadV4(packet[16..]) : IpAddress.ReadV6(packet[24..]);
        ulong sum = protocol is 1 or 2 ? 0 : InternetChecksum.PseudoHeader(source, destination, protocol, transport.Length);
        BinaryPrimitives.WriteUInt16BigEndian(transport[checksum..], 0);
        BinaryPrimitives.WriteUInt16BigEndian(transport[checksum..], InternetChecksum.Finish(InternetChecksum.Add(transport, sum)));
    }
}

using System.Buffers.Binary;

using Hermit.Abi;
using Hermit.Memory;
using Hermit.Net.Tests.Machines;

using Xunit;

namespace Hermit.Net.Tests.Stack;

/// <summary>
/// What strangers can send in quantity, frame by frame into a whole stack: the server goes on answering those who mean it, and its memory stays within
/// bounds. <c>HERMIT_TEST_EFFORT=20</c> makes it a million frames of each.
/// </summary>
public class FloodTests
{
    private const ushort Port = 80;
    private const int Buffers = 1024;
    private const int FramesBetweenSteps = 64;
    private const int FramesBetweenVisits = 4096;

    // What a stack of so many buffers may own, tables and all.
    private const long MostBytes = 16 << 20;

    private readonly World _world = new();
    private readonly Segment _wire;
    private readonly Node _server;
    private readonly Node _client;
    private readonly Handle<Socket> _listener;
    private readonly byte[] _buffer = new byte[4096];
    private readonly long _before = FrameSource.Used;

    public FloodTests()
    {
        _wire = _world.Ethernet();
        _server = new Node(_world, _wire, 2, Buffers).With("10.0.0.2", 8, "10.0.0.1");
        _client = new Node(_world, _wire, 1).With("10.0.0.1", 8);
        _world.Run(0.1);
        Assert.Equal(SystemError.None, _server.Stack.OpenTcp(v6: false, out _listener));
        Assert.Equal(SystemError.None, _server.Stack.Bind(_listener, new IpEndpoint(IpAddress.AnyV4, Port)));
        Assert.Equal(SystemError.None, _server.Stack.Listen(_listener, 16, _world.Now));
        _world.OnStep = Serve;
    }

    private static int Frames => 10_000 * Effort.Factor;

    [Fact]
    public void Requests_for_connections_from_everywhere()
    {
        var random = new Random(1);
        Flood(_ => Segment(random, TcpFlags.Syn, outside: true));
    }

    [Fact]
    public void Requests_for_connections_from_neighbors_that_do_not_exist()
    {
        var random = new Random(2);
        Flood(_ => Segment(random, TcpFlags.Syn, outside: false));
    }

    [Fact]
    public void Acknowledgements_of_connections_that_never_were()
    {
        var random = new Random(3);
        Flood(_ => Segment(random, TcpFlags.Ack, outside: true));
    }

    [Fact]
    public void Questions_and_answers_about_neighbors()
    {
        var random = new Random(4);
        Flood(number =>
        {
            byte[] frame = new byte[60];
            var hardware = new MacAddress(0x0600_0000_0000ul + (uint)number);
            new EthernetHeader { Source = hardware, Destination = _server.Hardware, Type = EtherType.Arp }.Emit(frame);
            new ArpMessage
            {
                Operation = random.Next(2) == 0 ? ArpMessage.Request : ArpMessage.Reply,
                SenderHardware = hardware,
                Sender = Stranger(random, outside: false),
                TargetHardware = _server.Hardware,
                Target = Node.Address("10.0.0.2"),
            }.Emit(frame.AsSpan(EthernetHeader.UntaggedLength));
            return frame;
        });
    }

    private void Flood(Func<int, byte[]> next)
    {
        Visit();
        for (int i = 0; i < Frames; i++)
        {
            _wire.Inject(next(i));
            if (i % FramesBetweenSteps == 0)
            {
                _world.Run(0.0005);
                _wire.Log.Clear();
                Assert.InRange(_server.Stack.Packets.Count, 0, Buffers);
                Assert.InRange(_server.Stack.ConnectionCount, 0, 256);
                Assert.InRange(_server.Stack.NeighborCount, 0, NetworkStack.NeighborLimit);
                Assert.InRange(FrameSource.Used - _before, 0, MostBytes);
            }

            if (i % FramesBetweenVisits == FramesBetweenVisits - 1)
            {
                Visit();
            }
        }

        Visit();
    }

    // Somebody who means it comes, asks, is answered and goes.
    private void Visit()
    {
        Handle<Socket> socket = Connect();
        _world.Run(2);
        Assert.Equal(SystemError.None, _client.Stack.Write(socket, "ask"u8, out int count, _world.Now));
        Assert.Equal(3, count);
        _world.Run(2);
        Assert.Equal(SystemError.None, _client.Stack.Read(socket, _buffer, peek: false, out count, _world.Now));
        Assert.Equal("ask"u8.ToArray(), _buffer[..count]);
        Assert.Equal(SystemError.None, _client.Stack.Close(socket, _world.Now));
        _world.Run(0.1);
    }

    private Handle<Socket> Connect()
    {
        Assert.Equal(SystemError.None, _client.Stack.OpenTcp(v6: false, out Handle<Socket> socket));
        Assert.Equal(SystemError.InProgress, _client.Stack.Connect(socket, new IpEndpoint(Node.Address("10.0.0.2"), Port), _world.Now));
        return socket;
    }

    // The server: answers a whole question, waits for the rest of anything else, and closes when the other side does.
    private void Serve()
    {
        while (_server.Stack.Accept(_listener, out _, out _, _world.Now) == SystemError.None)
        {
        }

        while (_server.Stack.TryTakeChange(out SocketChange change))
        {
            while (_server.Stack.Read(change.Socket, _buffer, peek: false, out int count, _world.Now) == SystemError.None)
            {
                if (count == 0)
                {
                    _server.Stack.Close(change.Socket, _world.Now);
                    break;
                }

                if (_buffer.AsSpan(0, count).SequenceEqual("ask"u8))
                {
                    _server.Stack.Write(change.Socket, _buffer.AsSpan(0, count), out _, _world.Now);
                }
            }
        }
    }

    private byte[] Segment(Random random, TcpFlags flags, bool outside)
    {
        byte[] frame = new byte[60];
        IpAddress source = Stranger(random, outside);
        IpAddress destination = Node.Address("10.0.0.2");
        new EthernetHeader { Source = new MacAddress(0x0600_0000_0000ul + (uint)random.Next()), Destination = _server.Hardware, Type = EtherType.Ipv4 }.Emit(frame);
        Span<byte> packet = frame.AsSpan(EthernetHeader.UntaggedLength);
        new Ipv4Header
        {
            Source = source,
            Destination = destination,
            TotalLength = Ipv4Header.MinimumLength + TcpHeader.MinimumBytes,
            HopLimit = 64,
            Protocol = IpProtocol.Tcp,
        }.Emit(packet);
        Span<byte> segment = packet.Slice(Ipv4Header.MinimumLength, TcpHeader.MinimumBytes);
        new TcpHeader
        {
            SourcePort = (ushort)random.Next(1, 65536),
            DestinationPort = Port,
            Sequence = new TcpSequence((uint)random.NextInt64()),
            Acknowledgement = new TcpSequence((uint)random.NextInt64()),
            Flags = flags,
            Window = 1000,
        }.Emit(segment);
        ulong sum = InternetChecksum.PseudoHeader(source, destination, (byte)IpProtocol.Tcp, segment.Length);
        BinaryPrimitives.WriteUInt16BigEndian(segment.Slice(TcpHeader.ChecksumOffset), InternetChecksum.Finish(InternetChecksum.Add(segment, sum)));
        return frame;
    }

    // Somebody on the link, 10.0.0.0/8, or beyond it.
    private static IpAddress Stranger(Random random, bool outside)
    {
        Span<byte> bytes = [outside ? (byte)20 : (byte)10, (byte)random.Next(1, 255), (byte)random.Next(256), (byte)random.Next(1, 255)];
        return IpAddress.ReadV4(bytes);
    }
}

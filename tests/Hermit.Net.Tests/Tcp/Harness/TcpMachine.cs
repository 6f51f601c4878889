using Hermit.Abi;
using Hermit.Memory;

using Xunit;

namespace Hermit.Net.Tests;

/// <summary>One end: the sockets of a machine, its buffers, and what they have sent. Time is whatever the test says.</summary>
internal sealed class TcpMachine
{
    private PacketPool _packets;
    private TcpSockets _sockets;

    public TcpMachine(ulong seed, TcpLimits? limits = null, int buffers = 1 << 16)
    {
        _packets.SetLimit(buffers);
        _sockets.Initialize(limits ?? TcpLimits.Default, RandomSource.FromNumber(seed));
    }

    /// <summary>What time it is; clocks do not start at zero.</summary>
    public Instant Now { get; set; } = Instant.FromNanoseconds(1_000_000_000_000);

    /// <summary>What was sent and nobody has taken.</summary>
    public Queue<SentSegment> Sent { get; } = new();

    /// <summary>What the path takes: Ethernet with IPv4, unless the test says otherwise.</summary>
    public int LargestSegment { get; set; } = 1480;

    /// <summary>What the device cuts.</summary>
    public int LargestBurst { get; set; }

    /// <summary>How many more segments what is below takes.</summary>
    public int Room { get; set; } = int.MaxValue;

    public ref TcpSockets Sockets => ref _sockets;

    public ref PacketPool Packets => ref _packets;

    public ref TcpConnection this[Handle<TcpConnection> handle] => ref _sockets[handle];

    private CapturingEmitter Emitter => new(this);

    public bool TrySend(in TcpFlow flow, in TcpHeader header, TcpPayload payload, int segmentSize, bool ecnCapable)
    {
        if (Room == 0)
        {
            return false;
        }

        Room--;
        byte[] all = new byte[payload.Length];
        payload.CopyTo(_packets, 0, all);
        int count = payload.Length == 0 ? 1 : (payload.Length + segmentSize - 1) / segmentSize;
        Assert.True(count == 1 || payload.Length <= LargestBurst, "a burst is larger than the device takes");
        Assert.True(count == 1 || header.HeaderBytes() + segmentSize <= LargestSegment, "a segment is larger than the path takes");
        for (int i = 0; i < count; i++)
        {
            TcpHeader part = header;
            part.Sequence = header.Sequence + (uint)(i * segmentSize);
            part.Flags = i == count - 1 ? header.Flags : header.Flags & ~(TcpFlags.Fin | TcpFlags.Psh);
            byte[] bytes = count == 1 ? all : all[(i * segmentSize)..Math.Min(all.Length, (i + 1) * segmentSize)];
            Assert.True(part.HeaderBytes() + bytes.Length <= LargestSegment, "a segment is larger than the path takes");
            byte[] wire = new byte[part.HeaderBytes()];
            part.Emit(wire);
            Assert.True(TcpHeader.TryParse(wire, out TcpHeader parsed, out int length));
            Assert.Equal(wire.Length, length);
            Sent.Enqueue(new SentSegment(Now, flow, parsed, bytes, ecnCapable));
        }

        return true;
    }

    /// <summary>A segment comes in.</summary>
    public void Input(in TcpFlow flow, in TcpHeader header, ReadOnlySpan<byte> payload, bool marked = false, bool defer = false)
    {
        Handle<Packet> packet = default;
        if (payload.Length != 0)
        {
            // Like a network card that has no buffers left, it drops.
            if (!_packets.TryAllocate(out packet, headroom: 0))
            {
                return;
            }

            if (!_packets.TryAppendCopy(packet, payload))
            {
                _packets.Free(packet);
                return;
            }
        }

        _sockets.Input(flow, header, packet, marked, defer, ref _packets, Emitter, Now);
    }

    /// <summary>A segment of the other end comes in.</summary>
    public void Input(SentSegment segment, bool defer = false) =>
        Input(new TcpFlow(segment.Flow.Remote, segment.Flow.Local), segment.Header, segment.Payload, segment.Marked, defer);

    /// <summary>Whom something has happened to since this was asked last, and what.</summary>
    public List<TcpChange> TakeChanges()
    {
        var changes = new List<TcpChange>();
        while (_sockets.TryTakeChange(out TcpChange change))
        {
            changes.Add(change);
        }

        return changes;
    }

    public void Poll() => _sockets.Poll(ref _packets, Emitter, Now);

    public Handle<TcpConnection> Create(TcpSettings? settings = null, ulong owner = 1)
    {
        Assert.Equal(SystemError.None, _sockets.Create(settings ?? TcpSettings.Default, owner, out Handle<TcpConnection> handle));
        return handle;
    }

    public Handle<TcpListener> Listen(IpEndpoint local, int backlog = 128, TcpSettings? settings = null, ulong owner = 2)
    {
        Handle<TcpConnection> socket = Create(settings, owner);
        Assert.Equal(SystemError.None, _sockets.Bind(socket, local, dualMode: false, reusable: true, out _));
        Assert.Equal(SystemError.None, _sockets.Listen(socket, backlog, out Handle<TcpListener> listener));
        return listener;
    }

    public SystemError Connect(Handle<TcpConnection> handle, IpEndpoint local, IpEndpoint remote) =>
        _sockets.Connect(handle, local, remote, ref _packets, Emitter, Now);

    public SystemError Accept(Handle<TcpListener> listener, out Handle<TcpConnection> handle, ulong owner = 3) =>
        _sockets.Accept(listener, owner, out handle);

    public SystemError Write(Handle<TcpConnection> handle, ReadOnlySpan<byte> source, out int count) =>
        _sockets.Write(handle, source, out count, ref _packets, Emitter, Now);

    public SystemError Read(Handle<TcpConnection> handle, Span<byte> destination, out int count, bool peek = false) =>
        _sockets.Read(handle, destination, peek, out count, ref _packets, Emitter, Now);

    public SystemError Shutdown(Handle<TcpConnection> handle, bool receive, bool send) =>
        _sockets.Shutdown(handle, receive, send, ref _packets, Emitter, Now);

    public void Close(Handle<TcpConnection> handle) => _sockets.Close(handle, ref _packets, Emitter, Now);

    public void CloseListener(Handle<TcpListener> handle) => _sockets.CloseListener(handle, ref _packets, Emitter, Now);

    public void SetSettings(Handle<TcpConnection> handle, TcpSettings settings) => _sockets.SetSettings(handle, settings, ref _packets, Emitter, Now);

    public void PathChanged(in TcpFlow flow) => _sockets.OnPathChanged(flow, ref _packets, Emitter, Now);

    public void Unreachable(in TcpFlow flow, TcpSequence number, SystemError error, bool hard) =>
        _sockets.OnUnreachable(flow, number, error, hard, ref _packets, Emitter, Now);
}

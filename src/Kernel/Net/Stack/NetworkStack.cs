using System;
using System.Diagnostics.CodeAnalysis;

using Hermit.Memory;

namespace Hermit.Net;

/// <summary>
/// The network: interfaces, addresses, routes, sockets, and what they remember. Plain data without a lock of its own: the kernel keeps it in a mutex, and
/// says with each call what time it is.
/// <para>
/// Frames come in by <see cref="Receive(int, ref PacketQueue, Instant)"/> and leave through <see cref="TransmitQueue"/>, which a device's thread empties
/// (<see cref="DevicePump"/>): the stack itself calls no device. <see cref="Poll"/> does what time demands and says when it wants to be called again.
/// Sockets that have become readable or writable are told of by <see cref="TryTakeChange"/>.
/// </para>
/// <para>Everything that others can make grow has a limit, and memory is taken from pools: no call allocates otherwise.</para>
/// </summary>
public partial struct NetworkStack
{
    /// <summary>The number of the loopback interface.</summary>
    public const int Loopback = 1;

    private const int LoopbackMtu = 65535;

    // What waits to come back over the loopback, and how much of it is looked at before others have their turn.
    private const int LoopbackLimit = 4096;
    private const int LoopbackBatch = 1024;

    private PacketPool _packets;
    private InterfaceTable _interfaces;

    // One more than the index of the last interface.
    private int _interfaceLimit;
    private RoutingTable _routes;
    private NeighborCache _neighbors;
    private PathMtuCache _pathMtus;
    private Reassembler _reassembler;
    private GroupTable _groups;
    private StackCounters _counters;
    private PacketQueue _loopback;
    private Pool<Socket> _sockets;
    private Handle<Socket> _firstChanged;
    private Handle<Socket> _lastChanged;
    private Pool<DatagramSocket> _datagrams;
    private PortTable _udpPorts;
    private PortTable _pingPorts;
    private Handle<DatagramSocket> _rawSockets;
    private bool _anyBlocked;
    private int _queuedBuffers;
    private TcpSockets _tcp;
    private IpPath _tcpPath;
    private Instant _tcpPathUntil;
    private int _tcpPathVersion;

    // Counts the changes of addresses, links and path MTUs: what was found out about a path may be wrong then.
    private int _pathVersion;
    private int _addressChanges;
    private DnsResolver _resolver;
    private RandomSource _random;
    private SipHash _hash;
    private TokenBucket _icmpErrors;
    private Instant _now;
    private Instant _nextTimer;

    /// <summary>The buffers of all frames.</summary>
    [UnscopedRef]
    public ref PacketPool Packets => ref _packets;

    /// <summary>When the stack was called last.</summary>
    public readonly Instant Time => _now;

    /// <summary>What the stack has done.</summary>
    [UnscopedRef]
    public readonly ref readonly StackCounters Counters => ref _counters;

    /// <summary>The routes.</summary>
    [UnscopedRef]
    public readonly ref readonly RoutingTable Routes => ref _routes;

    /// <summary>
    /// Makes the stack ready, with the loopback as its only interface. <paramref name="seed"/> are <see cref="RandomSource.SeedBytes"/> bytes that nobody
    /// can foresee; <paramref name="buffers"/> is the budget for frames, in buffers of 2 KiB.
    /// </summary>
    public void Initialize(ReadOnlySpan<byte> seed, int buffers, Instant now)
    {
        _random = new RandomSource(seed);
        _hash = _random.NextHash();
        _packets.SetLimit(buffers);
        _neighbors.Initialize(_random.NextHash());
        _now = now;
        _nextTimer = Instant.Never;

        // RFC 1812, section 4.3.2.8, and RFC 4443, section 2.4 (f).
        _icmpErrors = new TokenBucket(burst: 50, Duration.FromMilliseconds(5));
        _resolver.NextDeadline = Instant.Never;
        Span<byte> tcpSeed = stackalloc byte[RandomSource.SeedBytes];
        _random.Fill(tcpSeed);
        _tcp.Initialize(TcpLimits.Default, new RandomSource(tcpSeed));
        AddLoopback();
    }

    /// <summary>
    /// Takes frames that an interface received. The stack owns them from then on; the queue is empty afterwards.
    /// </summary>
    public void Receive(int interfaceIndex, ref PacketQueue frames, Instant now)
    {
        _now = now;
        ref NetworkInterface link = ref _interfaces[interfaceIndex - 1];
        while (frames.TryDequeue(ref _packets, out Handle<Packet> packet))
        {
            ref Packet record = ref _packets[packet];
            record.Interface = (byte)interfaceIndex;
            link.Counters.ReceivedPackets++;
            link.Counters.ReceivedBytes += (ulong)record.TotalLength;
            ReceiveFrame(packet, ref link);
        }
    }

    /// <summary>Does what is due, and returns when to call again at the latest. What arrives earlier leads to a call anyway.</summary>
    public Instant Poll(Instant now)
    {
        _now = now;
        ReceiveLoopback();
        if (now >= _nextTimer)
        {
            RunTimers();
        }

        Instant next = PollSockets();
        ReceiveLoopback();
        TakeTcpChanges();
        return _loopback.Count > 0 || _resolver.HasAnswers ? now : Instant.Min(next, _nextTimer);
    }

    /// <summary>
    /// Whether a call of <see cref="Poll"/> would do something now. If not, <see cref="NextDeadline"/> says when to call, as it would itself: so that
    /// what changed nothing costs no call.
    /// </summary>
    public readonly bool HasWork(Instant now) =>
        _loopback.Count != 0 || _tcp.HasOutput || _tcp.HasChanges || !_firstChanged.IsNull || _resolver.HasAnswers || _anyBlocked || NextDeadline <= now;

    /// <summary>When something is due.</summary>
    public readonly Instant NextDeadline
    {
        get
        {
            Instant next = Instant.Min(_tcp.NextDeadline, _nextTimer);
            return _resolver.First.IsNull ? next : Instant.Min(next, _resolver.NextDeadline);
        }
    }

    // Asks for RunTimers to be called.
    private void Schedule(Instant at) => _nextTimer = Instant.Min(_nextTimer, at);

    private void RunTimers()
    {
        _nextTimer = Instant.Never;
        Schedule(_routes.Expire(_now));
        RunAddressTimers();
        RunNeighborTimers();
        RunReassemblyTimers();
        RunGroupTimers();
        RunDhcpTimers();
    }

    private void ReceiveLoopback()
    {
        for (int i = 0; i < LoopbackBatch && _loopback.TryDequeue(ref _packets, out Handle<Packet> packet); i++)
        {
            ref NetworkInterface link = ref _interfaces[_packets[packet].Interface - 1];
            if (link.Capabilities.IsLoopback)
            {
                link.Counters.ReceivedPackets++;
                link.Counters.ReceivedBytes += (ulong)_packets[packet].TotalLength;
            }

            ReceiveIp(packet, ref link);
        }
    }

    private void Drop(Handle<Packet> packet, ref NetworkInterface link)
    {
        link.Counters.ReceivedDropped++;
        _packets.Free(packet);
    }
}

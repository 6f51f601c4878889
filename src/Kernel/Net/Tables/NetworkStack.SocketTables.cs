using System;
using System.Buffers.Binary;

using Hermit.Memory;

namespace Hermit.Net;

/// <content>What the stack says of its sockets, in the forms of <c>proc(5)</c>.</content>
public partial struct NetworkStack
{
    // The states of connections as Linux numbers them (TCP_ESTABLISHED and so on).
    private const byte LinuxSynReceived = 3;
    private const byte LinuxTimeWait = 6;
    private const byte LinuxClosed = 7;
    private const byte LinuxListen = 10;

    private static byte LinuxState(TcpState state) => state switch
    {
        TcpState.Established => 1,
        TcpState.SynSent => 2,
        TcpState.SynReceived => LinuxSynReceived,
        TcpState.FinWait1 => 4,
        TcpState.FinWait2 => 5,
        TcpState.TimeWait => LinuxTimeWait,
        TcpState.CloseWait => 8,
        TcpState.LastAck => 9,
        TcpState.Closing => 11,
        _ => LinuxClosed,
    };

    private readonly void WriteStreams<TSink>(bool v6, ref TSink sink)
        where TSink : struct, ITableSink
    {
        sink.Add(v6
            ? "  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"u8
            : "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"u8);
        int number = 0;
        for (Handle<Socket> at = _sockets.Next(default); !at.IsNull; at = _sockets.Next(at))
        {
            ref readonly Socket socket = ref _sockets[at];
            if (socket.Kind == SocketKind.Stream && socket.IsListening && socket.IsV6 == v6)
            {
                IpEndpoint local = _tcp.LocalOf(Handle<TcpListener>.FromBits(socket.Detail));
                AddSocket(number++, v6, local, new IpEndpoint(v6 ? IpAddress.AnyV6 : IpAddress.AnyV4, 0), LinuxListen, 0, 0, ref sink);
            }
        }

        for (Handle<TcpConnection> at = _tcp.Next(default(Handle<TcpConnection>)); !at.IsNull; at = _tcp.Next(at))
        {
            ref readonly TcpConnection connection = ref _tcp[at];
            Handle<Socket> owner = Handle<Socket>.FromBits(connection.Links.Owner);
            bool isV6 = _sockets.Contains(owner) ? _sockets[owner].IsV6 : connection.Flow.Local.Address.IsV6;
            if (isV6 == v6 && connection.State != TcpState.Closed)
            {
                byte state = LinuxState(connection.State);
                AddSocket(number++, v6, connection.Flow.Local, connection.Flow.Remote, state, connection.Unsettled, connection.Unread, ref sink);
            }
        }

        for (Handle<TimeWaitRecord> at = _tcp.Next(default(Handle<TimeWaitRecord>)); !at.IsNull; at = _tcp.Next(at))
        {
            TcpFlow flow = _tcp.FlowOf(at);
            if (flow.Local.Address.IsV6 == v6)
            {
                AddSocket(number++, v6, flow.Local, flow.Remote, LinuxTimeWait, 0, 0, ref sink);
            }
        }
    }

    private readonly void WriteDatagrams<TSink>(bool v6, ref TSink sink)
        where TSink : struct, ITableSink
    {
        sink.Add(v6
            ? "  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops\n"u8
            : "   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops\n"u8);
        int number = 0;
        for (Handle<DatagramSocket> at = _datagrams.Next(default); !at.IsNull; at = _datagrams.Next(at))
        {
            ref readonly DatagramSocket socket = ref _datagrams[at];
            if (socket.Kind == SocketKind.Datagram && socket.IsBound && socket.IsV6 == v6)
            {
                IpEndpoint remote = socket.IsConnected ? socket.Remote : new IpEndpoint(v6 ? IpAddress.AnyV6 : IpAddress.AnyV4, 0);
                uint waiting = (uint)socket.ReceivedBuffers * (PacketPool.Headroom + PacketPool.Capacity);
                AddSocket(number++, v6, socket.Local, remote, socket.IsConnected ? (byte)1 : LinuxClosed, 0, waiting, ref sink);
            }
        }
    }

    private readonly void WriteSockets<TSink>(bool v6, ref TSink sink)
        where TSink : struct, ITableSink
    {
        int streams = 0, udp = 0, raw = 0, orphans = 0;
        for (Handle<Socket> at = _sockets.Next(default); !at.IsNull; at = _sockets.Next(at))
        {
            streams += _sockets[at].Kind == SocketKind.Stream && _sockets[at].IsV6 == v6 ? 1 : 0;
        }

        for (Handle<DatagramSocket> at = _datagrams.Next(default); !at.IsNull; at = _datagrams.Next(at))
        {
            ref readonly DatagramSocket socket = ref _datagrams[at];
            udp += socket.Kind == SocketKind.Datagram && socket.IsV6 == v6 && socket.IsBound ? 1 : 0;
            raw += socket.Kind == SocketKind.Raw && socket.IsV6 == v6 ? 1 : 0;
        }

        for (Handle<TcpConnection> at = _tcp.Next(default(Handle<TcpConnection>)); !at.IsNull; at = _tcp.Next(at))
        {
            orphans += _tcp[at].IsDetached ? 1 : 0;
        }

        Span<byte> storage = stackalloc byte[TableLineBytes];
        if (v6)
        {
            AddCount("TCP6: inuse"u8, streams, storage, ref sink);
            AddCount("UDP6: inuse"u8, udp, storage, ref sink);
            AddCount("RAW6: inuse"u8, raw, storage, ref sink);
            AddCount("FRAG6: inuse 0 memory"u8, 0, storage, ref sink);
            return;
        }

        AddCount("sockets: used"u8, _sockets.Count, storage, ref sink);
        var line = new LineWriter(storage);
        line.Text("TCP: inuse "u8);
        line.Number((ulong)streams);
        line.Text(" orphan "u8);
        line.Number((ulong)orphans);
        line.Text(" tw "u8);
        line.Number((ulong)_tcp.TimeWaitCount);
        line.Text(" alloc "u8);
        line.Number((ulong)_tcp.ConnectionCount);
        line.Text(" mem 0"u8);
        AddLine(ref line, ref sink);
        line = new LineWriter(storage);
        line.Text("UDP: inuse "u8);
        line.Number((ulong)udp);
        line.Text(" mem 0"u8);
        AddLine(ref line, ref sink);
        AddCount("RAW: inuse"u8, raw, storage, ref sink);
        AddCount("FRAG: inuse 0 memory"u8, 0, storage, ref sink);
    }

    private static void AddCount<TSink>(ReadOnlySpan<byte> what, int count, Span<byte> storage, ref TSink sink)
        where TSink : struct, ITableSink
    {
        var line = new LineWriter(storage);
        line.Text(what);
        AddNumbers(ref line, [(ulong)count]);
        AddLine(ref line, ref sink);
    }

    // The fields of a line of /proc/net/tcp and its like. What is not known here is 0.
    private static void AddSocket<TSink>(
        int number, bool v6, IpEndpoint local, IpEndpoint remote, byte state, uint sending, uint received, ref TSink sink)
        where TSink : struct, ITableSink
    {
        Span<byte> storage = stackalloc byte[TableLineBytes];
        var line = new LineWriter(storage);
        line.Text(number < 10 ? "   "u8 : number < 100 ? "  "u8 : number < 1000 ? " "u8 : default);
        line.Number((ulong)number);
        line.Text(": "u8);
        AddEndpoint(ref line, v6, local);
        line.Text(" "u8);
        AddEndpoint(ref line, v6, remote);
        line.Text(" "u8);
        line.Hexadecimal(state, 2);
        line.Text(" "u8);
        line.Hexadecimal(sending, 8);
        line.Text(":"u8);
        line.Hexadecimal(received, 8);
        line.Text(" 00:00000000 00000000     0        0 0 1 0000000000000000 0"u8);
        AddLine(ref line, ref sink);
    }

    private static void AddEndpoint(ref LineWriter line, bool v6, IpEndpoint endpoint)
    {
        if (v6)
        {
            // Four words, each as a little-endian machine reads it.
            AddReversed(ref line, (uint)(endpoint.Address.High >> 32));
            AddReversed(ref line, (uint)endpoint.Address.High);
            AddReversed(ref line, (uint)(endpoint.Address.Low >> 32));
        }

        AddReversed(ref line, (uint)endpoint.Address.Low);
        line.Text(":"u8);
        line.Hexadecimal(endpoint.Port, 4);
    }
}

using System;

using Hermit.Abi;
using Hermit.Memory;

namespace Hermit.Net;

/// <content>What comes from the network, and whose it is: RFC 9293, 3.10.7.</content>
internal partial struct TcpSockets
{
    /// <summary>
    /// A segment has come whose checksum is right. <paramref name="packet"/> holds the payload alone, is null if there is none, and belongs to this from
    /// now on. With <paramref name="defer"/> what the connection has to say waits for <see cref="Poll"/>: acknowledgements of a batch then go together.
    /// </summary>
    public void Input<TEmitter>(
        in TcpFlow flow,
        in TcpHeader segment,
        Handle<Packet> packet,
        bool marked,
        bool defer,
        ref PacketPool packets,
        TEmitter emitter,
        Instant now)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        var context = new TcpContext<TEmitter>(ref packets, ref _records, emitter, now);
        uint hash = 0;
        Handle<TcpConnection> handle = _latest;
        bool found = _connections.Contains(handle) && _connections[handle].Links.InTable && _connections[handle].Flow.Equals(flow);
        if (!found)
        {
            hash = flow.TableHash(_tableHash);
            found = _connectionTable.TryFind(_connections, flow, hash, out handle);
        }

        if (found)
        {
            _latest = handle;
            ref TcpConnection connection = ref _connections[handle];
            connection.OnSegment(segment, packet, marked, defer, ref context);
            if (defer && connection.WantsOutput)
            {
                _output.Add(ref _connections, handle);
            }

            Settle(handle, ref context);
            return;
        }

        OnStranger(flow, hash, segment, ref packet, marked, ref context);
        if (!packet.IsNull)
        {
            packets.Free(packet);
        }
    }

    /// <summary>
    /// The network says that a segment of ours could not be delivered; <paramref name="number"/> is its sequence number. What is not under way is not
    /// believed (RFC 5927, 4).
    /// </summary>
    public void OnUnreachable<TEmitter>(in TcpFlow flow, TcpSequence number, SystemError error, bool hard, ref PacketPool packets, TEmitter emitter, Instant now)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        if (_connectionTable.TryFind(_connections, flow, flow.TableHash(_tableHash), out Handle<TcpConnection> handle))
        {
            var context = new TcpContext<TEmitter>(ref packets, ref _records, emitter, now);
            ref TcpConnection connection = ref _connections[handle];
            if (number >= connection.Send.Unacknowledged && number < connection.Send.Next)
            {
                connection.OnUnreachable(error, hard, ref context);
                Settle(handle, ref context);
            }
        }
    }

    /// <summary>
    /// The network says that a segment of ours was too large for the path; <paramref name="number"/> is its sequence number. Returns whether that is
    /// believed; the emitter then gives the new size.
    /// </summary>
    public readonly bool IsUnderWay(in TcpFlow flow, TcpSequence number)
    {
        if (!_connectionTable.TryFind(_connections, flow, flow.TableHash(_tableHash), out Handle<TcpConnection> handle))
        {
            return false;
        }

        ref TcpConnection connection = ref _connections[handle];
        return number >= connection.Send.Unacknowledged && number < connection.Send.Next;
    }

    /// <summary>The path of a flow takes segments of another size now.</summary>
    public void OnPathChanged<TEmitter>(in TcpFlow flow, ref PacketPool packets, TEmitter emitter, Instant now)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        if (_connectionTable.TryFind(_connections, flow, flow.TableHash(_tableHash), out Handle<TcpConnection> handle))
        {
            var context = new TcpContext<TEmitter>(ref packets, ref _records, emitter, now);
            _connections[handle].OnPathChanged(ref context);
            Settle(handle, ref context);
        }
    }

    private void OnStranger<TEmitter>(scoped in TcpFlow flow, uint hash, scoped in TcpHeader segment, scoped ref Handle<Packet> packet, bool marked, ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        uint length = packet.IsNull ? 0 : (uint)context.Packets[packet].TotalLength;
        TcpSequence floor = default;
        bool recycles = false;
        if (_timeWaitTable.TryFind(_timeWaitRecords, flow, hash, out Handle<TimeWaitRecord> waiting))
        {
            recycles = MayRecycle(_timeWaitRecords[waiting], segment) && _ports.TryFindListener(flow.Local, out _);
            if (!recycles)
            {
                OnTimeWaitSegment(waiting, segment, length, ref context);
                return;
            }

            floor = _timeWaitRecords[waiting].SendNext;
            _records.Counters.TimeWaitRecycled++;
            ForgetTimeWait(waiting);
        }

        if (_synTable.TryFind(_synRecords, flow, hash, out Handle<SynRecord> half))
        {
            // The SYN may have come twice, and have got a cookie the other time: what acknowledges that is as good.
            bool other = (segment.Flags & (TcpFlags.Ack | TcpFlags.Syn | TcpFlags.Rst)) == TcpFlags.Ack
                && segment.Acknowledgement != _synRecords[half].Initial + 1;
            if (other && TryTakeCookie(flow, hash, segment, _synRecords[half].Listener, ref packet, marked, ref context))
            {
                if (_connectionTable.TryFind(_connections, flow, hash, out _))
                {
                    ForgetSyn(half);
                }

                return;
            }

            OnHalfOpenSegment(half, segment, ref packet, marked, ref context);
            return;
        }

        if (segment.Has(TcpFlags.Rst))
        {
            return;
        }

        if (_ports.TryFindListener(flow.Local, out Handle<TcpListener> listener))
        {
            if ((segment.Flags & (TcpFlags.Syn | TcpFlags.Ack)) == TcpFlags.Syn)
            {
                OnSyn(flow, hash, segment, listener, recycles, floor, ref context);
                return;
            }

            if (segment.Has(TcpFlags.Ack) && !segment.Has(TcpFlags.Syn) && TryTakeCookie(flow, hash, segment, listener, ref packet, marked, ref context))
            {
                return;
            }
        }

        ResetStranger(flow, segment, length, ref context);
    }

    // RFC 9293, 3.10.7.1. No more than so many a second: whoever sends to closed ports must not make us send as much.
    private void ResetStranger<TEmitter>(scoped in TcpFlow flow, scoped in TcpHeader segment, uint length, ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        if (context.Now - _resetsSince > Duration.FromSeconds(1))
        {
            _resetsSince = context.Now;
            _resets = 0;
        }

        if (_resets++ >= _limits.ResetsPerSecond)
        {
            return;
        }

        TcpHeader header = Answer(flow);
        if (segment.Has(TcpFlags.Ack))
        {
            header.Sequence = segment.Acknowledgement;
            header.Flags = TcpFlags.Rst;
        }
        else
        {
            header.Flags = TcpFlags.Rst | TcpFlags.Ack;
            header.Acknowledgement = segment.Sequence + length + (segment.Has(TcpFlags.Syn) ? 1u : 0) + (segment.Has(TcpFlags.Fin) ? 1u : 0);
        }

        _records.Counters.ResetsSent++;
        TrySend(flow, header, ref context);
    }

    private static TcpHeader Answer(in TcpFlow flow)
    {
        TcpHeader header = default;
        header.SourcePort = flow.Local.Port;
        header.DestinationPort = flow.Remote.Port;
        return header;
    }

    // What no connection speaks for may be lost: whoever it is for asks again.
    private void TrySend<TEmitter>(scoped in TcpFlow flow, scoped in TcpHeader header, ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        if (context.Emitter.TrySend(flow, header, default, 0, ecnCapable: false))
        {
            _records.Counters.SegmentsSent++;
        }
    }
}

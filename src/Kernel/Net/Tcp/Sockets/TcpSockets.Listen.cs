using System;

using Hermit.Memory;

namespace Hermit.Net;

/// <content>Connections that peers open: RFC 9293, 3.10.7.2; RFC 6528; and cookies when there are too many at once: RFC 4987.</content>
internal partial struct TcpSockets
{
    // However short its backlog, a listener may have so many SYN records.
    private const int SmallestSynQueue = 64;

    // For how long after a flood acknowledgements are tried as cookies.
    private static Duration CookieLifetime => Duration.FromSeconds(SynCookie.LifetimeSeconds);

    private static Duration SynTimeout(int attempts) => Duration.FromMilliseconds((long)RttEstimator.InitialTimeout << (attempts - 1));

    // RFC 6528: a clock with a tick of 4 microseconds, and a secret function of the flow.
    private TcpSequence ChooseInitial(in TcpFlow flow, Instant now) =>
        new((uint)(now.Nanoseconds >> 12) + (uint)flow.SecretHash(_secretHash, 0));

    private uint ChooseTimestampOffset(in TcpFlow flow) => (uint)flow.SecretHash(_secretHash, 1);

    private void OnSyn<TEmitter>(
        scoped in TcpFlow flow,
        uint hash,
        scoped in TcpHeader segment,
        Handle<TcpListener> listenerHandle,
        bool recycles,
        TcpSequence floor,
        ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        ref TcpListener listener = ref _listeners[listenerHandle];
        if (listener.Waiting >= listener.Backlog)
        {
            _records.Counters.BacklogOverflows++;
            return;
        }

        SynRecord syn = default;
        syn.Flow = flow;
        syn.FlowHash = hash;
        syn.Listener = listenerHandle;
        syn.ReceivedAt = context.Now;
        syn.AnsweredAt = context.Now;
        syn.Attempts = 1;
        syn.PeerInitial = segment.Sequence;
        syn.PeerSegment = segment.MaximumSegment;
        syn.Sack = segment.SackPermitted;
        syn.Timestamps = segment.HasTimestamps;
        syn.RecentTimestamp = segment.TimestampValue;
        syn.WindowScaling = segment.HasWindowScale;
        syn.SendScale = (byte)Math.Min((int)segment.WindowScale, TcpConnection.MaximumShift);
        syn.Ecn = listener.Settings.Ecn && (segment.Flags & (TcpFlags.Ece | TcpFlags.Cwr)) == (TcpFlags.Ece | TcpFlags.Cwr);
        syn.TimestampOffset = ChooseTimestampOffset(flow);
        syn.OfferedSegment = TcpConnection.SegmentOffer(context.Emitter.LargestSegment(flow));
        syn.Window = TcpConnection.InitialWindow(TcpConnection.InitialReceiveLimit(listener.Settings));
        syn.Initial = ChooseInitial(flow, context.Now);
        if (recycles && syn.Initial <= floor + ushort.MaxValue)
        {
            syn.Initial = floor + ushort.MaxValue + 2;
        }

        bool flooded = _synRecords.Count >= _limits.SynRecords || listener.SynCount >= Math.Max(listener.Backlog, SmallestSynQueue);
        if (flooded || !TryKeep(syn))
        {
            AnswerWithCookie(ref syn, ref listener, ref context);
            return;
        }

        AnswerSyn(syn, TcpClock.At(context.Now, syn.TimestampOffset), ref context);
    }

    private bool TryKeep(in SynRecord syn)
    {
        if (!_synRecords.TryAllocate(out Handle<SynRecord> handle))
        {
            return false;
        }

        _synRecords[handle] = syn;
        if (!_synTable.TryAdd(ref _synRecords, handle))
        {
            _synRecords.Free(handle);
            return false;
        }

        _synQueues[0].Enqueue(ref _synRecords, handle);
        _listeners[syn.Listener].SynCount++;
        return true;
    }

    private void ForgetSyn(Handle<SynRecord> handle)
    {
        ref SynRecord syn = ref _synRecords[handle];
        _synQueues[syn.Attempts - 1].Remove(ref _synRecords, handle);
        _synTable.Remove(ref _synRecords, handle);
        _listeners[syn.Listener].SynCount--;
        _synRecords.Free(handle);
    }

    private void ExpireSyn<TEmitter>(ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        for (int queue = SynQueues.Count - 1; queue >= 0; queue--)
        {
            Handle<SynRecord> handle = _synQueues[queue].First;
            while (!handle.IsNull && _synRecords[handle].AnsweredAt + SynTimeout(queue + 1) <= context.Now)
            {
                if (queue == SynQueues.Count - 1)
                {
                    ForgetSyn(handle);
                }
                else
                {
                    ref SynRecord syn = ref _synRecords[handle];
                    _synQueues[queue].Remove(ref _synRecords, handle);
                    syn.Attempts++;
                    syn.AnsweredAt = context.Now;
                    _synQueues[queue + 1].Enqueue(ref _synRecords, handle);
                    AnswerSyn(syn, TcpClock.At(context.Now, syn.TimestampOffset), ref context);
                }

                handle = _synQueues[queue].First;
            }
        }
    }

    private void AnswerSyn<TEmitter>(scoped in SynRecord syn, uint timestamp, ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        TcpHeader header = Answer(syn.Flow);
        header.Sequence = syn.Initial;
        header.Acknowledgement = syn.PeerInitial + 1;
        header.Flags = TcpFlags.Syn | TcpFlags.Ack | (syn.Ecn ? TcpFlags.Ece : TcpFlags.None);
        header.Window = syn.Window;
        TcpConnection.DescribeSyn(ref header, syn.OfferedSegment, syn.WindowScaling, syn.Sack, syn.Timestamps);
        header.TimestampValue = timestamp;
        header.TimestampEcho = syn.RecentTimestamp;
        TrySend(syn.Flow, header, ref context);
    }

    private void AnswerWithCookie<TEmitter>(scoped ref SynRecord syn, ref TcpListener listener, ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        listener.Flooded = true;
        listener.FloodedAt = context.Now;
        syn.Initial = SynCookie.Make(syn, _secretHash, context.Now);
        _records.Counters.CookiesSent++;
        if (!syn.Timestamps)
        {
            // There is nowhere to remember them.
            syn.WindowScaling = false;
            syn.Sack = false;
            syn.Ecn = false;
        }

        AnswerSyn(syn, SynCookie.Timestamp(syn, context.Now), ref context);
    }

    // Returns whether the segment is dealt with.
    private bool TryTakeCookie<TEmitter>(
        scoped in TcpFlow flow,
        uint hash,
        scoped in TcpHeader segment,
        Handle<TcpListener> handle,
        scoped ref Handle<Packet> packet,
        bool marked,
        ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        ref TcpListener listener = ref _listeners[handle];
        if (!listener.Flooded || context.Now - listener.FloodedAt > CookieLifetime)
        {
            return false;
        }

        SynRecord syn = default;
        syn.Flow = flow;
        syn.FlowHash = hash;
        syn.Listener = handle;
        syn.TimestampOffset = ChooseTimestampOffset(flow);
        if (!SynCookie.TryRead(segment, _secretHash, context.Now, ref syn))
        {
            // What shows no cookie may have overtaken what does, or that was lost and comes again: a reset would end what is only beginning.
            return true;
        }

        syn.OfferedSegment = TcpConnection.SegmentOffer(context.Emitter.LargestSegment(flow));
        syn.Window = TcpConnection.InitialWindow(TcpConnection.InitialReceiveLimit(listener.Settings));
        if (listener.Waiting >= listener.Backlog)
        {
            _records.Counters.BacklogOverflows++;
            return true;
        }

        _records.Counters.CookiesAccepted++;
        Complete(syn, segment, ref packet, marked, ref context);
        return true;
    }

    private void OnHalfOpenSegment<TEmitter>(Handle<SynRecord> handle, scoped in TcpHeader segment, scoped ref Handle<Packet> packet, bool marked, ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        ref SynRecord syn = ref _synRecords[handle];
        TcpSequence expected = syn.PeerInitial + 1;
        if (segment.Has(TcpFlags.Rst))
        {
            if (segment.Sequence == expected)
            {
                ForgetSyn(handle);
            }

            return;
        }

        if (segment.Has(TcpFlags.Ack) && segment.Acknowledgement != syn.Initial + 1)
        {
            ResetStranger(syn.Flow, segment, 0, ref context);
            return;
        }

        bool timely = !syn.Timestamps || !segment.HasTimestamps || (int)(segment.TimestampValue - syn.RecentTimestamp) >= 0;
        bool inWindow = segment.Sequence >= expected && segment.Sequence <= expected + syn.Window;
        if (segment.Has(TcpFlags.Syn) || !timely || !inWindow)
        {
            // The SYN again, or something that does not belong here: the answer says where we are (RFC 5961, 4.2).
            AnswerSyn(syn, TcpClock.At(context.Now, syn.TimestampOffset), ref context);
            return;
        }

        if (!segment.Has(TcpFlags.Ack))
        {
            return;
        }

        ref TcpListener listener = ref _listeners[syn.Listener];
        if (listener.Waiting >= listener.Backlog)
        {
            // As if it had been lost: our answer goes once more, and so does the acknowledgement.
            _records.Counters.BacklogOverflows++;
            return;
        }

        SynRecord completed = syn;
        ForgetSyn(handle);
        Complete(completed, segment, ref packet, marked, ref context);
    }

    private void Complete<TEmitter>(scoped in SynRecord syn, scoped in TcpHeader segment, scoped ref Handle<Packet> packet, bool marked, ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        ref TcpListener listener = ref _listeners[syn.Listener];
        if (!TryMake(listener.Settings, 0, out Handle<TcpConnection> handle))
        {
            return;
        }

        ref TcpConnection connection = ref _connections[handle];
        connection.Accept(syn.Flow, syn, ref context);
        connection.Links.Hash = syn.FlowHash;
        if (!_connectionTable.TryAdd(ref _connections, handle))
        {
            _connections.Free(handle);
            return;
        }

        connection.Links.InTable = true;
        connection.Links.Listener = syn.Listener;
        if (listener.FirstToAccept.IsNull)
        {
            listener.FirstToAccept = handle;
        }
        else
        {
            _connections[listener.LastToAccept].Links.NextToAccept = handle;
        }

        listener.LastToAccept = handle;
        listener.Waiting++;
        Report(syn.Listener, ref listener);
        connection.OnSegment(segment, packet, marked, defer: false, ref context);
        packet = default;
        Settle(handle, ref context);
    }
}

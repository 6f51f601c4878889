using Hermit.Memory;

namespace Hermit.Net;

/// <content>TIME-WAIT: RFC 9293, 3.6.1 and 3.10.7.4; RFC 1337; RFC 6191.</content>
internal partial struct TcpSockets
{
    // Twice the longest that a segment lives.
    private static Duration TimeWait => Duration.FromSeconds(60);

    private static Duration TimeWaitAnswerInterval => Duration.FromMilliseconds(500);

    private void WaitOut(in TcpConnection connection, Instant now)
    {
        if (_timeWaitRecords.Count >= _limits.TimeWaitRecords)
        {
            _records.Counters.TimeWaitRecycled++;
            ForgetTimeWait(_timeWaitQueue.First);
        }

        if (!_timeWaitRecords.TryAllocate(out Handle<TimeWaitRecord> handle))
        {
            return;
        }

        ref TimeWaitRecord record = ref _timeWaitRecords[handle];
        record.Flow = connection.Flow;
        record.FlowHash = connection.Links.Hash;
        record.SendNext = connection.Send.Next;
        record.ReceiveNext = connection.Receive.Next;
        record.RecentTimestamp = connection.Options.RecentTimestamp;
        record.TimestampOffset = connection.Options.TimestampOffset;
        record.Timestamps = connection.Options.Timestamps;
        record.Window = (ushort)System.Math.Min(connection.Receive.Window >> connection.Options.ReceiveScale, ushort.MaxValue);
        record.Expires = now + TimeWait;
        if (!_timeWaitTable.TryAdd(ref _timeWaitRecords, handle))
        {
            _timeWaitRecords.Free(handle);
            return;
        }

        _timeWaitQueue.Enqueue(ref _timeWaitRecords, handle);
    }

    private void ForgetTimeWait(Handle<TimeWaitRecord> handle)
    {
        _timeWaitTable.Remove(ref _timeWaitRecords, handle);
        _timeWaitQueue.Remove(ref _timeWaitRecords, handle);
        _timeWaitRecords.Free(handle);
    }

    private void ExpireTimeWait(Instant now)
    {
        while (!_timeWaitQueue.First.IsNull && _timeWaitRecords[_timeWaitQueue.First].Expires <= now)
        {
            ForgetTimeWait(_timeWaitQueue.First);
        }
    }

    // A SYN that is certainly newer than the old connection opens a new one.
    private static bool MayRecycle(in TimeWaitRecord record, in TcpHeader segment)
    {
        if ((segment.Flags & (TcpFlags.Syn | TcpFlags.Ack | TcpFlags.Rst)) != TcpFlags.Syn)
        {
            return false;
        }

        return record.Timestamps && segment.HasTimestamps && segment.TimestampValue != record.RecentTimestamp
            ? (int)(segment.TimestampValue - record.RecentTimestamp) > 0
            : segment.Sequence > record.ReceiveNext;
    }

    // Resets do not end TIME-WAIT (RFC 1337). What has sequence numbers is answered: the peer's FIN again, whose acknowledgement was lost.
    private void OnTimeWaitSegment<TEmitter>(Handle<TimeWaitRecord> handle, scoped in TcpHeader segment, uint length, ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        ref TimeWaitRecord record = ref _timeWaitRecords[handle];
        bool numbers = length != 0 || segment.Has(TcpFlags.Syn | TcpFlags.Fin);
        if (segment.Has(TcpFlags.Rst) || (!numbers && segment.Sequence == record.ReceiveNext))
        {
            return;
        }

        if (segment.Has(TcpFlags.Fin))
        {
            record.Expires = context.Now + TimeWait;
            _timeWaitQueue.Remove(ref _timeWaitRecords, handle);
            _timeWaitQueue.Enqueue(ref _timeWaitRecords, handle);
        }
        else if (context.Now - record.AnsweredAt < TimeWaitAnswerInterval)
        {
            return;
        }

        record.AnsweredAt = context.Now;
        TcpHeader header = Answer(record.Flow);
        header.Sequence = record.SendNext;
        header.Acknowledgement = record.ReceiveNext;
        header.Flags = TcpFlags.Ack;
        header.Window = record.Window;
        header.HasTimestamps = record.Timestamps;
        header.TimestampValue = TcpClock.At(context.Now, record.TimestampOffset);
        header.TimestampEcho = record.RecentTimestamp;
        TrySend(record.Flow, header, ref context);
    }
}

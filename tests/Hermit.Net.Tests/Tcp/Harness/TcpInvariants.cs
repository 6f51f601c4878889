using Xunit.Sdk;

namespace Hermit.Net.Tests
{
    /// <summary>What must be true of every connection between any two steps.</summary>
    internal static class TcpInvariants
    {
        public static void Check(TcpMachine machine)
        {
            if (machine.Sockets.FindViolation() is string violation)
            {
                throw new XunitException($"Invariant: {violation}");
            }
        }
    }
}

namespace Hermit.Net
{
    using Hermit.Memory;

    /// <content>The invariants of one connection.</content>
    internal partial struct TcpConnection
    {
        public readonly string? FindViolation(ref TcpRecords records)
        {
            if (State is TcpState.Closed or TcpState.TimeWait)
            {
                return Board.First.IsNull && _sendBuffer.Length == 0 && _reassembly.IsEmpty && Timers.Next.Equals(Instant.Never)
                    ? null
                    : "a connection that is over holds on to something";
            }

            bool synchronised = State >= TcpState.Established;
            if (Send.Next < Send.Unacknowledged)
            {
                return "SND.NXT is before SND.UNA";
            }

            if (synchronised && (Send.Next > SendEnd + 1 || (Send.Next > SendEnd && !Has(ConnectionFlags.FinQueued))))
            {
                return "SND.NXT is past what there is to send";
            }

            if (synchronised && Receive.Edge < Receive.Next)
            {
                return "the receive window has moved back";
            }

            if (synchronised && Receive.Acknowledged > Receive.Next)
            {
                return "what did not arrive was acknowledged";
            }

            if (Timers.Kind == RetransmissionTimer.None != Timers.Retransmission.Equals(Instant.Never))
            {
                return "the timer of the sending side contradicts itself";
            }

            if (synchronised && Send.Flight != 0 && Timers.Kind == RetransmissionTimer.None)
            {
                return "something is under way and nothing waits for it";
            }

            if (synchronised && Send.Flight == 0 && Unsent != 0 && Send.Window == 0 && Timers.Kind != RetransmissionTimer.Persist && !IsBlocked)
            {
                return "the window is closed and nobody will ask";
            }

            return FindViolationInBoard(ref records, synchronised) ?? FindViolationInReassembly(ref records);
        }

        private readonly string? FindViolationInBoard(ref TcpRecords records, bool synchronised)
        {
            uint sacked = 0, lost = 0, retransmitted = 0;
            TcpSequence next = Send.Unacknowledged;
            Handle<SentRange> last = default;
            SentFlags before = SentFlags.None;
            for (Handle<SentRange> current = Board.First; !current.IsNull; current = records.Sent[current].Next)
            {
                ref SentRange range = ref records.Sent[current];
                if (range.Start != next || range.End <= range.Start)
                {
                    return "the ranges under way are not consecutive";
                }

                if (before == SentFlags.Sacked && range.Flags == SentFlags.Sacked)
                {
                    return "two selected ranges were not merged";
                }

                if ((range.Flags & SentFlags.Sacked) != 0 && (range.Flags & (SentFlags.Lost | SentFlags.Retransmitted)) != 0)
                {
                    return "a range has arrived and is lost";
                }

                if ((range.Flags & (SentFlags.Lost | SentFlags.Retransmitted)) == SentFlags.Retransmitted)
                {
                    return "a range was sent again and never lost";
                }

                sacked += (range.Flags & SentFlags.Sacked) != 0 ? range.Length : 0;
                lost += (range.Flags & SentFlags.Lost) != 0 ? range.Length : 0;
                retransmitted += (range.Flags & SentFlags.Retransmitted) != 0 ? range.Length : 0;
                next = range.End;
                before = range.Flags;
                last = current;
            }

            if (synchronised && next != Send.Next)
            {
                return "the ranges under way do not end at SND.NXT";
            }

            if (!last.Equals(Board.Last))
            {
                return "the last range is not the last";
            }

            return sacked != Board.Sacked || lost != Board.Lost || retransmitted != Board.Retransmitted ? "the sums of the scoreboard are wrong" : null;
        }

        private readonly string? FindViolationInReassembly(ref TcpRecords records)
        {
            uint bytes = 0;
            int count = 0;
            TcpSequence end = Receive.Next;
            for (Handle<ReceivedRange> current = _reassembly.First; !current.IsNull; current = records.Received[current].Next)
            {
                ref ReceivedRange range = ref records.Received[current];
                if (range.Start <= end || range.End <= range.Start || (uint)(range.End - range.Start) != range.Data.Length)
                {
                    return "the ranges out of order are not in order";
                }

                if (range.End > Receive.Edge)
                {
                    return "something was kept that is beyond the window";
                }

                bytes += range.Data.Length;
                count++;
                end = range.End;
            }

            return bytes != _reassembly.Bytes || count != _reassembly.Count ? "the sums of what is out of order are wrong" : null;
        }
    }

    /// <content>For the invariants.</content>
    internal partial struct ReassemblyQueue
    {
        public readonly Handle<ReceivedRange> First => _first;
    }

    /// <content>The invariants of all.</content>
    internal partial struct TcpSockets
    {
        /// <summary>Every connection that segments can find.</summary>
        public string? FindViolation()
        {
            int found = 0;
            foreach (Handle<TcpConnection> handle in _connectionTable.All(_connections))
            {
                ref TcpConnection connection = ref _connections[handle];
                found++;
                if (connection.FindViolation(ref _records) is string violation)
                {
                    return $"{violation} ({connection.State}, {connection.Flow.Local.Port} to {connection.Flow.Remote.Port})";
                }

                Instant deadline = connection.Timers.Next;
                if (!deadline.Equals(Instant.Never) && NextDeadline > deadline + Duration.FromMilliseconds(2))
                {
                    return "a deadline is not in the wheel";
                }
            }

            return found == _connectionTable.Count ? null : "the table miscounts";
        }
    }

    /// <content>For the invariants.</content>
    internal partial struct FlowTable<T>
    {
        public readonly List<Handle<T>> All(Pool<T> records)
        {
            var all = new List<Handle<T>>();
            for (uint bucket = 0; bucket < _bucketCount; bucket++)
            {
                for (Handle<T> current = Head(bucket); !current.IsNull; current = records[current].NextInBucket)
                {
                    all.Add(current);
                }
            }

            return all;
        }
    }
}

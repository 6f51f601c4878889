using System;

using Hermit.Abi;
using Hermit.Memory;

namespace Hermit.Net;

/// <content>A segment arrives: RFC 9293, 3.10.7, with RFC 5961 and RFC 7323.</content>
internal partial struct TcpConnection
{
    // For how long a timestamp is comparable: RFC 7323, 5.5.
    private static Duration TimestampLifetime => Duration.FromSeconds(24 * 24 * 3600);

    // How close together answers to suspicious segments go. Counted for each connection, not for all: a common limit would tell others about it.
    private static Duration ChallengeInterval => Duration.FromMilliseconds(100);

    /// <summary>
    /// A segment of this connection has come, its checksum being right. <paramref name="packet"/> holds the payload and nothing else, and belongs to the
    /// connection from now on; it may be null if there is none. <paramref name="marked"/> says that the network marked the packet as having met
    /// congestion. What there is to answer is sent, data included, unless <paramref name="defer"/> is set: then the caller follows up with <see cref="Output"/>.
    /// </summary>
    public void OnSegment<TEmitter>(scoped in TcpHeader segment, Handle<Packet> packet, bool marked, bool defer, ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        context.Records.Counters.SegmentsReceived++;
        uint length = packet.IsNull ? 0 : (uint)context.Packets[packet].TotalLength;
        if (State is >= TcpState.Established and not TcpState.TimeWait && !marked && TryPredicted(segment, ref packet, length, ref context))
        {
            context.Records.Counters.Predicted++;
        }
        else if (State == TcpState.SynSent)
        {
            Timers.LastReceived = context.Now;
            OnSegmentInSynSent(segment, ref context);
        }
        else if (State is not (TcpState.Closed or TcpState.TimeWait))
        {
            OnSegmentSynchronised(segment, ref packet, length, marked, ref context);
        }

        if (!packet.IsNull)
        {
            context.Packets.Free(packet);
        }

        if (!defer)
        {
            Output(ref context);
        }
    }

    // Header prediction: the next bytes, or an acknowledgement of new ones, and nothing unusual.
    private bool TryPredicted<TEmitter>(scoped in TcpHeader segment, scoped ref Handle<Packet> packet, uint length, ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        TcpSequence acknowledgement = segment.Acknowledgement;
        if ((segment.Flags & ~TcpFlags.Psh) != TcpFlags.Ack
            || segment.Sequence != Receive.Next
            || segment.HasTimestamps != Options.Timestamps
            || acknowledgement > Send.Next
            || acknowledgement < Send.Unacknowledged
            || (length == 0 && acknowledgement == Send.Unacknowledged)
            || segment.SackCount != 0
            || Recovery.Phase != RecoveryPhase.Open
            || !Board.IsClean
            || Recovery.ProbeUnderWay
            || Recovery.Duplicates != 0
            || (_flags & (ConnectionFlags.ReceiveShut | ConnectionFlags.EchoCongestion)) != 0
            || Send.Window == 0
            || segment.Window == 0)
        {
            return false;
        }

        if (length != 0 && (length > Receive.Window || !_reassembly.IsEmpty || Receive.FinKnown || IsDetached || TcpBudget.IsShort(context.Packets)))
        {
            return false;
        }

        if (Options.Timestamps)
        {
            if ((int)(segment.TimestampValue - Options.RecentTimestamp) < 0)
            {
                return false;
            }

            NoteTimestamp(segment, context.Now);
        }

        Heard(context.Now);
        TakeWindow(segment, (uint)segment.Window << Options.SendScale);
        if (acknowledgement != Send.Unacknowledged)
        {
            var delivery = default(Delivery);
            uint flight = Send.Flight;
            Board.Acknowledge(ref context.Records.Sent, acknowledgement, Rack.Furthest, ref delivery);
            Release(acknowledgement, ref context);
            Measure(segment, delivery, advanced: true, context.Now);
            Grow(delivery.Bytes, flight, context.Now);
            OnProgress();
            ArmRetransmission(context.Now, restart: true);
        }

        if (length != 0)
        {
            AcceptInOrder(ref packet, length, ref context);
        }

        return true;
    }

    private void OnSegmentSynchronised<TEmitter>(scoped in TcpHeader segment, scoped ref Handle<Packet> packet, uint length, bool marked, ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        if (!IsTimely(segment, length, ref context) || !IsAcceptable(segment, length, ref context))
        {
            return;
        }

        if (segment.Has(TcpFlags.Rst))
        {
            OnReset(segment, ref context);
            return;
        }

        if (segment.Has(TcpFlags.Syn))
        {
            // RFC 5961, 4.2.
            Challenge(ref context);
            return;
        }

        if (!segment.Has(TcpFlags.Ack))
        {
            return;
        }

        if (State == TcpState.SynReceived)
        {
            if (segment.Acknowledgement != Send.Next)
            {
                SendReset(segment.Acknowledgement, ref context);
                return;
            }

            TakeWindow(segment, (uint)segment.Window << Options.SendScale);
            if (!IsPassive && !Has(ConnectionFlags.SynRepeated))
            {
                Rtt.OnSample(context.Now - Timers.LastSent, context.Now);
            }

            Establish(segment.Acknowledgement, ref context);
        }

        Heard(context.Now);
        if (!OnAcknowledgement(segment, length, ref context))
        {
            return;
        }

        if (Options.Timestamps && segment.HasTimestamps && (int)(segment.TimestampValue - Options.RecentTimestamp) >= 0)
        {
            NoteTimestamp(segment, context.Now);
        }

        NoteCongestion(segment, marked, length);
        if (length != 0 || segment.Has(TcpFlags.Fin))
        {
            Deliver(segment, ref packet, length, ref context);
        }
    }

    // Protection against wrapped sequence numbers: RFC 7323, 5.3.
    private bool IsTimely<TEmitter>(scoped in TcpHeader segment, uint length, ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        if (!Options.Timestamps || segment.Has(TcpFlags.Rst | TcpFlags.Syn))
        {
            return true;
        }

        if (!segment.HasTimestamps)
        {
            return false;
        }

        if ((int)(segment.TimestampValue - Options.RecentTimestamp) >= 0 || context.Now - Options.RecentAt > TimestampLifetime)
        {
            return true;
        }

        context.Records.Counters.OldTimestamps++;
        Reject(length, ref context);
        return false;
    }

    // RFC 9293, 3.10.7.4, first.
    private bool IsAcceptable<TEmitter>(scoped in TcpHeader segment, uint length, ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        uint window = Receive.Window;
        TcpSequence start = segment.Sequence;
        uint numbers = length + (segment.Has(TcpFlags.Syn) ? 1u : 0) + (segment.Has(TcpFlags.Fin) ? 1u : 0);
        bool acceptable = numbers == 0
            ? start == Receive.Next || (start > Receive.Next && start < Receive.Edge)
            : window != 0 && start < Receive.Edge && start + numbers > Receive.Next;
        if (acceptable)
        {
            return true;
        }

        // With a closed window acknowledgements count all the same, and so do resets; the bytes do not.
        if (window == 0 && start == Receive.Next && !segment.Has(TcpFlags.Syn))
        {
            if (segment.Has(TcpFlags.Ack) && !segment.Has(TcpFlags.Rst) && State >= TcpState.Established)
            {
                Heard(context.Now);
                OnAcknowledgement(segment, length, ref context);
            }
            else if (segment.Has(TcpFlags.Rst))
            {
                return true;
            }

            Set(ConnectionFlags.AcknowledgeNow);
            return false;
        }

        if (segment.Has(TcpFlags.Rst))
        {
            return false;
        }

        if (State == TcpState.SynReceived && segment.Has(TcpFlags.Syn) && start == Receive.Initial)
        {
            OnSynOfBoth(segment, ref context);
            return false;
        }

        if (length != 0 && start < Receive.Next)
        {
            NoteDuplicate(start, TcpSequence.Min(start + length, Receive.Next));
        }

        if (numbers != 0 && State >= TcpState.Established)
        {
            Heard(context.Now);
        }

        Reject(numbers, ref context);
        return false;
    }

    // RFC 5961, 3.2: only the number expected next resets; others in the window are challenged.
    private void OnReset<TEmitter>(scoped in TcpHeader segment, ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        if (segment.Sequence != Receive.Next)
        {
            Challenge(ref context);
            return;
        }

        SystemError error = State switch
        {
            TcpState.SynReceived => SystemError.ConnectionRefused,
            TcpState.Closing or TcpState.LastAck => SystemError.None,
            TcpState.CloseWait => SystemError.BrokenPipe,
            _ => SystemError.ConnectionReset,
        };
        Enter(TcpState.Closed, error, ref context);
    }

    // Both have opened at one time (RFC 9293, 3.5, figure 8): the peer's SYN comes again as its answer to ours, or because our answer was lost.
    private void OnSynOfBoth<TEmitter>(scoped in TcpHeader segment, ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        if (segment.Has(TcpFlags.Ack) && segment.Acknowledgement == Send.Next)
        {
            TakeWindow(segment, segment.Window);
            Establish(segment.Acknowledgement, ref context);
            Set(ConnectionFlags.AcknowledgeNow);
            return;
        }

        SendSyn(ref context);
    }

    private void Challenge<TEmitter>(ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        if (context.Now >= _nextChallenge)
        {
            _nextChallenge = context.Now + ChallengeInterval;
            context.Records.Counters.Challenges++;
            TrySendAcknowledgement(ref context);
        }
    }

    // A segment that is not acceptable is answered, so that the peer learns where we are. Answers to what has no sequence numbers are limited: two ends
    // that find each other's answers unacceptable would never stop.
    private void Reject<TEmitter>(uint numbers, ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        if (numbers == 0)
        {
            Challenge(ref context);
        }
        else
        {
            TrySendAcknowledgement(ref context);
        }
    }

    // TS.Recent follows what covers the number that was acknowledged last: RFC 7323, 4.3.
    private void NoteTimestamp(scoped in TcpHeader segment, Instant now)
    {
        if (segment.Sequence <= Receive.Acknowledged)
        {
            Options.RecentTimestamp = segment.TimestampValue;
            Options.RecentAt = now;
        }
    }

    private void Heard(Instant now)
    {
        Timers.LastReceived = now;
        Timers.KeepAliveProbes = 0;
    }

    // RFC 3168, 6.1.3.
    private void NoteCongestion(scoped in TcpHeader segment, bool marked, uint length)
    {
        if (!Options.Ecn)
        {
            return;
        }

        if (length != 0 && segment.Has(TcpFlags.Cwr))
        {
            Clear(ConnectionFlags.EchoCongestion);
        }

        if (marked)
        {
            Set(ConnectionFlags.EchoCongestion | ConnectionFlags.AcknowledgeNow);
        }
    }
}

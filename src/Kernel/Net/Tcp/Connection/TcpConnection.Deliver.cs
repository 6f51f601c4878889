using System;

using Hermit.Abi;
using Hermit.Memory;

namespace Hermit.Net;

/// <content>Payload and the end of the stream: RFC 9293, 3.10.7.4, seventh and eighth.</content>
internal partial struct TcpConnection
{
    // How long an acknowledgement may wait for something to go with: RFC 5681, 4.2 allows half a second.
    private static Duration AcknowledgementDelay => Duration.FromMilliseconds(40);

    private void Deliver<TEmitter>(scoped in TcpHeader segment, scoped ref Handle<Packet> packet, uint length, ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        if (State is not (TcpState.Established or TcpState.FinWait1 or TcpState.FinWait2))
        {
            // The peer has sent its FIN before: what comes now it had sent before that, or is none of its business.
            if (segment.Has(TcpFlags.Fin) || length != 0)
            {
                Set(ConnectionFlags.AcknowledgeNow);
            }

            return;
        }

        TcpSequence start = segment.Sequence;
        if (length != 0 && IsDetached && start + length > Receive.Next)
        {
            // Nobody will ever read it: RFC 9293, 3.6.1, RFC 2525, 2.17.
            SendReset(Send.Next, ref context);
            Enter(TcpState.Closed, SystemError.ConnectionReset, ref context);
            return;
        }

        NoteFin(segment, start + length, ref context);
        if (length != 0)
        {
            AcceptPayload(ref packet, start, length, ref context);
        }

        TakeFin(ref context);
    }

    // The window decides about FIN too: its number must be within.
    private void NoteFin<TEmitter>(scoped in TcpHeader segment, TcpSequence number, ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        if (!segment.Has(TcpFlags.Fin) || Receive.FinKnown || number < Receive.Next || number > Receive.Edge)
        {
            return;
        }

        Receive.Fin = number;
        Receive.FinKnown = true;
        if (number != Receive.Next)
        {
            Set(ConnectionFlags.AcknowledgeNow);
        }
    }

    private void AcceptPayload<TEmitter>(scoped ref Handle<Packet> packet, TcpSequence start, uint length, ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        TcpSequence end = start + length;
        TcpSequence limit = Receive.FinKnown ? TcpSequence.Min(Receive.Edge, Receive.Fin) : Receive.Edge;
        if (end > limit)
        {
            if (limit <= start)
            {
                return;
            }

            context.Packets.Truncate(packet, limit - start);
            end = limit;
        }

        if (start < Receive.Next)
        {
            NoteDuplicate(start, TcpSequence.Min(end, Receive.Next));
            Set(ConnectionFlags.AcknowledgeNow);
            if (end <= Receive.Next)
            {
                return;
            }

            context.Packets.TrimFront(packet, Receive.Next - start);
            start = Receive.Next;
        }

        if (start == Receive.Next)
        {
            // What there are no buffers for comes again.
            if (TcpBudget.MayKeep(context.Packets, Unread))
            {
                AcceptInOrder(ref packet, (uint)(end - start), ref context);
            }

            return;
        }

        if (Has(ConnectionFlags.ReceiveShut) || TcpBudget.IsShort(context.Packets))
        {
            TrySendAcknowledgement(ref context);
            return;
        }

        if (_reassembly.Insert(ref context.Records.Received, ref context.Packets, start, packet, out TcpSackRange duplicate))
        {
            NoteDuplicate(duplicate.Start, duplicate.End);
        }

        packet = default;

        // The sender counts on one for each segment that is out of order: RFC 5681, 4.2.
        TrySendAcknowledgement(ref context);
    }

    private void AcceptInOrder<TEmitter>(scoped ref Handle<Packet> packet, uint length, ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        Receive.Next += length;
        if (!Has(ConnectionFlags.ReceiveShut))
        {
            _receiveBuffer.Append(ref context.Packets, packet);
            packet = default;
        }

        if (length > Options.ReceivedSegment)
        {
            Options.ReceivedSegment = (ushort)Math.Min(length, Options.OfferedSegment);
        }

        bool filled = !_reassembly.IsEmpty;
        if (filled)
        {
            Receive.Next = _reassembly.Take(ref context.Records.Received, ref context.Packets, Receive.Next, ref _receiveBuffer);
        }

        // Every second full segment at least, and at once when a hole was filled: RFC 5681, 4.2.
        if (filled || (uint)(Receive.Next - Receive.Acknowledged) >= 2u * Options.ReceivedSegment)
        {
            Set(ConnectionFlags.AcknowledgeNow);
        }
        else if (Timers.DelayedAcknowledgement.Equals(Instant.Never))
        {
            Timers.DelayedAcknowledgement = context.Now + AcknowledgementDelay;
        }
    }

    private void TakeFin<TEmitter>(ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        if (!Receive.FinKnown || Receive.Next != Receive.Fin)
        {
            return;
        }

        Receive.Next += 1;
        Receive.Edge = TcpSequence.Max(Receive.Edge, Receive.Next);
        Set(ConnectionFlags.AcknowledgeNow);
        switch (State)
        {
            case TcpState.Established:
                State = TcpState.CloseWait;
                break;
            case TcpState.FinWait1:
                State = TcpState.Closing;
                break;
            case TcpState.FinWait2:
                TrySendAcknowledgement(ref context);
                Enter(TcpState.TimeWait, SystemError.None, ref context);
                break;
        }
    }

    // The first bytes that came twice since the last acknowledgement: that one tells of them (RFC 2883).
    private void NoteDuplicate(TcpSequence start, TcpSequence end)
    {
        if (!Has(ConnectionFlags.DuplicateKnown))
        {
            _duplicate.Start = start;
            _duplicate.End = end;
            Set(ConnectionFlags.DuplicateKnown);
        }
    }

    // RCV.WND: what is free in the buffer, but the edge moves by worthwhile steps only (RFC 9293, 3.8.6.2.2), and never back.
    // While buffers are short it waits until everything has been read: the peer asks again when it has something.
    private void OpenWindow(in PacketPool packets)
    {
        if (_receiveBuffer.Length != 0 && TcpBudget.IsShort(packets))
        {
            return;
        }

        TcpSequence edge = Receive.Next + (ReceiveLimit - Math.Min(ReceiveLimit, _receiveBuffer.Length));
        int step = edge - Receive.Edge;
        if (step > 0 && (uint)step >= Math.Min(ReceiveLimit / 2, Math.Max((uint)Options.ReceivedSegment, 1)))
        {
            Receive.Edge = edge;
        }
    }
}

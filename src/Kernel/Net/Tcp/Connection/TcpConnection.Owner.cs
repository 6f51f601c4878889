using System;

using Hermit.Abi;

namespace Hermit.Net;

/// <content>What the owner of the socket does: RFC 9293, 3.10.2 to 3.10.5.</content>
internal partial struct TcpConnection
{
    /// <summary>Takes bytes to be sent; <paramref name="count"/> says how many. What cannot be taken now is <see cref="SystemError.WouldBlock"/> if that is all.</summary>
    public SystemError Write<TEmitter>(ReadOnlySpan<byte> source, out int count, ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        count = 0;
        if (Error != SystemError.None)
        {
            return TakeError();
        }

        if (Has(ConnectionFlags.FinQueued))
        {
            return SystemError.BrokenPipe;
        }

        switch (State)
        {
            case TcpState.Closed or TcpState.TimeWait:
                return SystemError.BrokenPipe;
            case TcpState.SynSent or TcpState.SynReceived:
                return SystemError.WouldBlock;
        }

        int space = (int)Math.Min(Math.Min(SendSpace, TcpBudget.SendSpace(context.Packets, _sendBuffer.Length)), (uint)source.Length);
        count = _sendBuffer.Append(ref context.Packets, source[..space]);
        if (count < source.Length && SendSpace >= SendLimit / 3)
        {
            Set(ConnectionFlags.Starved);
        }

        if (count == 0)
        {
            return source.Length == 0 ? SystemError.None : SystemError.WouldBlock;
        }

        Output(ref context);
        return SystemError.None;
    }

    /// <summary>Gives bytes that were received, and removes them unless they are only peeked at; none is the end of the stream.</summary>
    public SystemError Read<TEmitter>(Span<byte> destination, bool peek, out int count, ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        count = 0;
        if (_receiveBuffer.Length == 0)
        {
            if (Error != SystemError.None)
            {
                return TakeError();
            }

            if (PeerFinished || Has(ConnectionFlags.ReceiveShut))
            {
                return SystemError.None;
            }

            return State switch
            {
                TcpState.Closed => Flow.Remote.Port == 0 ? SystemError.NotConnected : SystemError.None,
                TcpState.TimeWait => SystemError.None,
                _ => SystemError.WouldBlock,
            };
        }

        if (peek)
        {
            count = _receiveBuffer.Peek(ref context.Packets, destination);
            return SystemError.None;
        }

        count = _receiveBuffer.Read(ref context.Packets, destination);
        AfterRead((uint)count, ref context);
        return SystemError.None;
    }

    /// <summary>Sends no more: a FIN follows what was written (<c>shutdown(SHUT_WR)</c>).</summary>
    public SystemError ShutdownSend<TEmitter>(ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        if (State is TcpState.Closed or TcpState.SynSent)
        {
            return SystemError.NotConnected;
        }

        if (Has(ConnectionFlags.FinQueued) || State == TcpState.TimeWait)
        {
            return SystemError.None;
        }

        Set(ConnectionFlags.FinQueued);
        State = State switch
        {
            TcpState.Established => TcpState.FinWait1,
            TcpState.CloseWait => TcpState.LastAck,
            _ => State,
        };
        Output(ref context);
        return SystemError.None;
    }

    /// <summary>Receives no more: what has come and will come is discarded (<c>shutdown(SHUT_RD)</c>).</summary>
    public SystemError ShutdownReceive<TEmitter>(ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        if (State is TcpState.Closed or TcpState.SynSent)
        {
            return SystemError.NotConnected;
        }

        Set(ConnectionFlags.ReceiveShut);
        _receiveBuffer.Clear(ref context.Packets);
        _reassembly.Clear(ref context.Records.Received, ref context.Packets);
        return SystemError.None;
    }

    /// <summary>
    /// The owner goes. What was written is still sent; a peer whose data is not read, or one that is not to be waited for, is reset (RFC 2525, 2.17).
    /// </summary>
    public void Close<TEmitter>(ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        Set(ConnectionFlags.Detached);
        bool impatient = Settings.Linger && Settings.LingerTime <= Duration.Zero;
        if (State is TcpState.Closed or TcpState.SynSent)
        {
            Enter(TcpState.Closed, SystemError.None, ref context);
        }
        else if (State == TcpState.TimeWait)
        {
            _receiveBuffer.Clear(ref context.Packets);
        }
        else if (Unread != 0 || impatient)
        {
            Abort(ref context);
        }
        else
        {
            _reassembly.Clear(ref context.Records.Received, ref context.Packets);
            ShutdownSend(ref context);
            if (State == TcpState.FinWait2)
            {
                Timers.Lifetime = context.Now + OrphanLifetime;
            }
        }
    }

    /// <summary>Ends the connection at once, and resets the peer: RFC 9293, 3.10.5.</summary>
    public void Abort<TEmitter>(ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        if (State is TcpState.SynReceived or >= TcpState.Established and not TcpState.TimeWait)
        {
            SendReset(Send.Next, ref context);
        }

        Enter(TcpState.Closed, SystemError.ConnectionAborted, ref context);
    }

    /// <summary>The network says that the peer cannot be reached: RFC 9293, 3.9.2.2, RFC 5461. The caller has checked that it speaks of what is under way.</summary>
    public void OnUnreachable<TEmitter>(SystemError error, bool hard, ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        if (hard && State is TcpState.SynSent or TcpState.SynReceived)
        {
            Enter(TcpState.Closed, error, ref context);
            return;
        }

        SoftError = error;
    }

    /// <summary>The pending error, which is forgotten (<c>SO_ERROR</c>).</summary>
    public SystemError TakeError()
    {
        SystemError error = Error;
        Error = SystemError.None;
        return error;
    }

    // Tells the peer about room when that is worth a segment: when the window it knows of has at least halved and would open again.
    private void AfterRead<TEmitter>(uint count, ref TcpContext<TEmitter> context)
        where TEmitter : struct, ITcpEmitter, allows ref struct
    {
        if (count == 0 || State is not (TcpState.Established or TcpState.FinWait1 or TcpState.FinWait2))
        {
            return;
        }

        if (Settings.ReceiveBuffer == 0)
        {
            // Growing for half of what is left at most: many connections share the buffers.
            bool mayGrow = !TcpBudget.IsShort(context.Packets) && (uint)context.Packets.Available > ReceiveLimit / PacketPool.Capacity;
            _tuning.OnRead(count, context.Now, Rtt.Smoothed, mayGrow);
        }

        uint known = Receive.Window;
        uint free = ReceiveLimit - Math.Min(ReceiveLimit, _receiveBuffer.Length);
        if (free >= 2 * known && free - known >= Math.Min(ReceiveLimit / 2, Math.Max((uint)Options.ReceivedSegment, 1)))
        {
            Set(ConnectionFlags.AcknowledgeNow);
            Output(ref context);
        }
    }
}

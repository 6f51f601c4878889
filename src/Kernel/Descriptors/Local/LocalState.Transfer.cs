using System;
using System.Buffers.Binary;

using Hermit.Abi;
using Hermit.Files;
using Hermit.Memory;
using Hermit.Net;

namespace Hermit.Descriptors;

/// <content>Sending and receiving.</content>
internal partial struct LocalState
{
    // Before each datagram: its length in four bytes, the length of the sender's name in one, and that name.
    private const int LengthBytes = 4;
    private const int HeaderBytes = LengthBytes + 1;

    /// <summary>Sends what there is room for of a stream, or a whole datagram, to <paramref name="destination"/> unless that is empty.</summary>
    public SystemError Send(Handle<LocalSocket> socket, ReadOnlySpan<byte> source, in LocalName destination, out int count)
    {
        count = 0;
        ref LocalSocket sender = ref _sockets[socket];
        if (TakeError(socket) is var pending and not SystemError.None)
        {
            return pending;
        }

        if (sender.Kind == SocketKind.Datagram)
        {
            SystemError error = SendDatagram(socket, source, destination);
            count = error == SystemError.None ? source.Length : 0;
            return error;
        }

        if (!destination.IsEmpty)
        {
            return sender.IsConnected ? SystemError.AlreadyConnected : SystemError.NotSupported;
        }

        if (!sender.IsConnected)
        {
            return SystemError.NotConnected;
        }

        if (sender.WriteEnded || !_sockets.Contains(sender.Peer))
        {
            return SystemError.BrokenPipe;
        }

        ref LocalSocket peer = ref _sockets[sender.Peer];
        count = peer.Received.Write(ref _pages, LocalSocket.Capacity, source);
        peer.Owner.WakeAll();
        if (count == source.Length)
        {
            return SystemError.None;
        }

        if (peer.Room > 0)
        {
            return count != 0 ? SystemError.None : SystemError.NoBuffers;
        }

        Block(socket);
        return count != 0 ? SystemError.None : SystemError.WouldBlock;
    }

    /// <summary>Tells those sockets that hear of the network that something has changed, by a datagram of one byte. One that is full is not told: it will look anyway.</summary>
    public void TellNetworkChange(NetworkChange change)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        header.Clear();
        BinaryPrimitives.WriteInt32LittleEndian(header, 1);
        for (Handle<LocalSocket> at = _sockets.Next(default); !at.IsNull; at = _sockets.Next(at))
        {
            ref LocalSocket socket = ref _sockets[at];
            if (socket.HearsOfNetwork && socket.Room > HeaderBytes)
            {
                Put(ref socket, header, [(byte)change]);
            }
        }
    }

    /// <summary>Gives what a stream has, or a datagram with its whole length and the name that it came from.</summary>
    public SystemError Receive(Handle<LocalSocket> socket, Span<byte> destination, bool peek, out int count, out int length, out LocalName source)
    {
        count = 0;
        length = 0;
        source = default;
        ref LocalSocket target = ref _sockets[socket];
        if (target.Received.Count == 0)
        {
            SystemError error = TakeError(socket);
            return error != SystemError.None || target.ReadEnded ? error
                : target.Kind == SocketKind.Stream && !target.IsConnected ? SystemError.Invalid
                : SystemError.WouldBlock;
        }

        if (target.Kind == SocketKind.Datagram)
        {
            ReceiveDatagram(ref target, destination, peek, out count, out length, out source);
        }
        else
        {
            source = target.PeerName;
            count = Math.Min(target.Received.Count, destination.Length);
            length = count;
            target.Received.Peek(_pages, 0, destination.Slice(0, count));
            if (!peek)
            {
                target.Received.Skip(ref _pages, count);
            }
        }

        if (!peek)
        {
            WakeBlocked();
        }

        return SystemError.None;
    }

    /// <summary>How many bytes a call to receive would give.</summary>
    public readonly int AvailableBytes(Handle<LocalSocket> socket)
    {
        ref readonly LocalSocket target = ref _sockets[socket];
        if (target.Kind == SocketKind.Stream || target.Received.Count == 0)
        {
            return target.Received.Count;
        }

        Span<byte> header = stackalloc byte[HeaderBytes];
        target.Received.Peek(_pages, 0, header);
        return BinaryPrimitives.ReadInt32LittleEndian(header);
    }

    /// <summary>The error that nobody was told yet; there is none then.</summary>
    public readonly SystemError TakeError(Handle<LocalSocket> socket)
    {
        SystemError error = _sockets[socket].Error;
        _sockets[socket].Error = SystemError.None;
        return error;
    }

    /// <summary>What a socket is ready for.</summary>
    public readonly PollEvents GetReadiness(Handle<LocalSocket> socket)
    {
        ref readonly LocalSocket target = ref _sockets[socket];
        if (target.IsListening)
        {
            return target.FirstPending.IsNull ? PollEvents.None : PollEvents.Readable;
        }

        PollEvents events = target.Error != SystemError.None ? PollEvents.Error : PollEvents.None;
        events |= target.Received.Count != 0 || target.ReadEnded ? PollEvents.Readable : PollEvents.None;
        events |= target.ReadEnded ? PollEvents.ReadHungUp : PollEvents.None;
        bool isApart = target.Kind == SocketKind.Stream && !target.IsConnected;
        events |= (target.ReadEnded && target.WriteEnded) || isApart ? PollEvents.HungUp : PollEvents.None;
        bool isFull = _sockets.Contains(target.Peer) && _sockets[target.Peer].Room <= HeaderBytes;
        return events | (isFull ? PollEvents.None : PollEvents.Writable);
    }

    private SystemError SendDatagram(Handle<LocalSocket> socket, ReadOnlySpan<byte> source, in LocalName destination)
    {
        ref LocalSocket sender = ref _sockets[socket];
        Handle<LocalSocket> to = sender.Peer;
        if (sender.WriteEnded)
        {
            return SystemError.BrokenPipe;
        }

        if (!destination.IsEmpty)
        {
            SystemError error = Find(destination, SocketKind.Datagram, out to);
            if (error != SystemError.None)
            {
                return error;
            }
        }
        else if (!sender.IsConnected)
        {
            return SystemError.NotConnected;
        }

        if (!_sockets.Contains(to))
        {
            return SystemError.ConnectionRefused;
        }

        ref LocalSocket receiver = ref _sockets[to];
        if (receiver.ReadEnded)
        {
            return SystemError.BrokenPipe;
        }

        Span<byte> header = stackalloc byte[HeaderBytes + LocalName.Capacity];
        header = header.Slice(0, HeaderBytes + sender.Name.Span.Length);
        if (header.Length + source.Length > LocalSocket.Capacity)
        {
            return SystemError.MessageTooLarge;
        }

        if (header.Length + source.Length > receiver.Room)
        {
            Block(socket);
            return SystemError.WouldBlock;
        }

        BinaryPrimitives.WriteInt32LittleEndian(header, source.Length);
        header[LengthBytes] = (byte)sender.Name.Span.Length;
        sender.Name.Span.CopyTo(header.Slice(HeaderBytes));
        return Put(ref receiver, header, source);
    }

    private SystemError Put(ref LocalSocket receiver, ReadOnlySpan<byte> header, ReadOnlySpan<byte> source)
    {
        int written = receiver.Received.Write(ref _pages, LocalSocket.Capacity, header);
        written += written == header.Length ? receiver.Received.Write(ref _pages, LocalSocket.Capacity, source) : 0;
        if (written < header.Length + source.Length)
        {
            receiver.Received.Unwrite(ref _pages, written);
            return SystemError.NoBuffers;
        }

        receiver.Owner.WakeAll();
        return SystemError.None;
    }

    private void ReceiveDatagram(ref LocalSocket target, Span<byte> destination, bool peek, out int count, out int length, out LocalName source)
    {
        Span<byte> header = stackalloc byte[HeaderBytes + LocalName.Capacity];
        target.Received.Peek(_pages, 0, header.Slice(0, HeaderBytes));
        length = BinaryPrimitives.ReadInt32LittleEndian(header);
        Span<byte> name = header.Slice(HeaderBytes, header[LengthBytes]);
        target.Received.Peek(_pages, HeaderBytes, name);
        source = new LocalName(name);
        count = Math.Min(length, destination.Length);
        int start = HeaderBytes + name.Length;
        target.Received.Peek(_pages, start, destination.Slice(0, count));
        if (!peek)
        {
            target.Received.Skip(ref _pages, start + length);
        }
    }
}

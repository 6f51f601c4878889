using System;

using Hermit.Memory;

namespace Hermit.Devices;

/// <summary>The way into a port: a queue, and pieces of memory that the device fills. What nobody reads stays there, and then with the host.</summary>
internal struct ConsoleReceiver
{
    /// <summary>The receive queue.</summary>
    public Virtqueue Queue;

    private DmaBuffer _buffer;
    private int _pieceBytes;

    // What is left of the piece that is being read.
    private int _piece;
    private int _read;
    private int _length;

    /// <summary>Whether there is memory for it.</summary>
    public readonly bool IsOpen => _buffer.Length != 0;

    /// <summary>Takes memory for so many pieces of so many bytes and hands it to the device, which is yet to be notified; false when there is too little.</summary>
    public bool TryInitialize(int pieces, int pieceBytes)
    {
        if (!DmaBuffer.TryAllocate(pieces * pieceBytes, out _buffer))
        {
            return false;
        }

        _pieceBytes = pieceBytes;
        for (int piece = 0; piece < pieces; piece++)
        {
            Post(piece);
        }

        Queue.EnableInterrupt();
        return true;
    }

    /// <summary>What has come and was not read, of one piece; empty when there is nothing. Its bytes may change: they are to be copied before they are looked at.</summary>
    public ReadOnlySpan<byte> Peek()
    {
        if (_length == 0)
        {
            TakeNext();
        }

        return _length == 0 ? default : _buffer.Bytes((_piece * _pieceBytes) + _read, _length - _read);
    }

    /// <summary>Counts bytes of <see cref="Peek"/> as read; a piece without any left goes back to the device, which is yet to be notified.</summary>
    public void Skip(int count)
    {
        Panic.Unless(count >= 0 && count <= _length - _read, "more is read of a console port than has come");
        _read += count;
        if (_read == _length && _length != 0)
        {
            _length = 0;
            Post(_piece);
        }
    }

    private void TakeNext()
    {
        // A piece without a byte means nothing; a device that sends nothing else is not listened to for ever.
        for (int tries = Queue.Size; tries > 0 && _length == 0 && Queue.TryTake(out ushort piece, out int length); tries--)
        {
            _piece = piece;
            _read = 0;
            _length = length;
            if (length == 0)
            {
                Post(piece);
            }
        }
    }

    private void Post(int piece)
    {
        ReadOnlySpan<VirtioSegment> request = [VirtioSegment.Write(_buffer, piece * _pieceBytes, _pieceBytes)];
        Queue.TryAdd(request, (ushort)piece);
    }
}

using System;
using System.Numerics;

using Hermit.Memory;

namespace Hermit.Devices;

/// <summary>The way out of a port: a queue, and pieces of memory that are copied into and handed to the device in the order of the calls.</summary>
internal struct ConsoleSender
{
    /// <summary>The most pieces that there can be: the bits of a word.</summary>
    private const int MaximumPieces = 32;

    /// <summary>The transmit queue.</summary>
    public Virtqueue Queue;

    private DmaBuffer _buffer;
    private int _pieceBytes;

    // A bit for each piece that is not with the device.
    private uint _free;

    /// <summary>Whether somebody waits for room: then the device is to interrupt.</summary>
    public bool IsAwaited;

    /// <summary>Whether there is memory for it.</summary>
    public readonly bool IsOpen => _buffer.Length != 0;

    /// <summary>Whether the host has everything.</summary>
    public readonly bool IsIdle => Queue.IsBroken || Queue.Pending == 0;

    /// <summary>Whether a write would do something.</summary>
    public readonly bool HasRoom => _free != 0 && Queue.Free != 0 && !Queue.IsBroken;

    /// <summary>Takes memory for so many pieces of so many bytes; false when there is too little.</summary>
    public bool TryInitialize(int pieces, int pieceBytes)
    {
        Panic.Unless(pieces is > 0 and < MaximumPieces, "too many pieces of a console port");
        _pieceBytes = pieceBytes;
        _free = (1u << pieces) - 1;
        return DmaBuffer.TryAllocate(pieces * pieceBytes, out _buffer);
    }

    /// <summary>Copies what there is room for and hands it to the device, which is yet to be notified; how many bytes that were.</summary>
    public int Write(ReadOnlySpan<byte> source)
    {
        int written = 0;
        while (written < source.Length && HasRoom)
        {
            int piece = BitOperations.TrailingZeroCount(_free);
            int count = Math.Min(source.Length - written, _pieceBytes);
            source.Slice(written, count).CopyTo(_buffer.Bytes(piece * _pieceBytes, count));
            ReadOnlySpan<VirtioSegment> request = [VirtioSegment.Read(_buffer, piece * _pieceBytes, count)];
            Queue.TryAdd(request, (ushort)piece);
            _free &= ~(1u << piece);
            written += count;
        }

        if (!IsAwaited)
        {
            Queue.DisableInterrupt();
        }

        return written;
    }

    /// <summary>Asks for an interrupt when there is room; true when there is already.</summary>
    public bool AwaitRoom()
    {
        IsAwaited = true;
        return Queue.EnableInterrupt() && TakeSent();
    }

    /// <summary>Takes back what the device is done with; whether there was something.</summary>
    public bool TakeSent()
    {
        uint before = _free;
        while (Queue.Pending != 0 && Queue.TryTake(out ushort piece, out _))
        {
            _free |= 1u << piece;
        }

        return _free != before;
    }
}

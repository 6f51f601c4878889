using System;

namespace Hermit.Memory;

/// <summary>Memory that is never freed, so that its address can be given away: for what C functions return pointers to. The default value is empty.</summary>
public readonly unsafe struct PermanentBlock
{
    private readonly byte* _start;
    private readonly int _length;

    private PermanentBlock(byte* start, int length)
    {
        _start = start;
        _length = length;
    }

    /// <summary>Where it is; 0 for the empty block.</summary>
    public nuint Address => (nuint)_start;

    /// <summary>The bytes.</summary>
    // SAFETY: the heap gave so many bytes to this block alone, and they are never freed.
    public Span<byte> Span => new(_start, _length);

    /// <summary>Takes zeroed memory for ever; <see langword="false"/> when memory has run out.</summary>
    public static bool TryAllocate(int bytes, out PermanentBlock block)
    {
        var start = (byte*)KernelHeap.AllocateZeroed(1, (nuint)bytes);

        // SAFETY: the heap gave so many bytes, and nobody frees them.
        block = start == null ? default : new PermanentBlock(start, bytes);
        return start != null;
    }
}

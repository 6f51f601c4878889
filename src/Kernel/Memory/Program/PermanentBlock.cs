using System;

namespace Hermit.Memory;

/// <summary>Memory that is never freed, so that its address can be given away: for what C functions return pointers to. The default value is empty.</summary>
public readonly struct PermanentBlock
{
    private readonly nuint _start;
    private readonly int _length;

    private PermanentBlock(nuint start, int length)
    {
        _start = start;
        _length = length;
    }

    /// <summary>Where it is; 0 for the empty block.</summary>
    public nuint Address => _start;

    /// <summary>The bytes.</summary>
    public Span<byte> Span
    {
        get
        {
            unsafe
            {
                // SAFETY: the heap gave so many bytes to this block alone, and they are never freed.
                return new Span<byte>((void*)_start, _length);
            }
        }
    }

    /// <summary>Takes zeroed memory for ever; <see langword="false"/> when memory has run out.</summary>
    public static bool TryAllocate(int bytes, out PermanentBlock block)
    {
        nuint start;
        unsafe
        {
            // SAFETY: the block is this one's alone.
            start = (nuint)KernelHeap.AllocateZeroed(1, (nuint)bytes);
        }

        block = start == 0 ? default : new PermanentBlock(start, bytes);
        return start != 0;
    }
}

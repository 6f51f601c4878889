using System;
using System.Numerics;

namespace Hermit.Memory;

/// <summary>Which page frames are in use, one bit each, set when used. Finds runs of free frames, next fit.</summary>
internal unsafe struct FrameBitmap
{
    private ulong* _words;
    private nuint _frames;
    private nuint _next;

    /// <summary>The number of frames that are free.</summary>
    public nuint Free { get; private set; }

    /// <summary>How many bytes the bitmap of that many frames takes.</summary>
    public static nuint BytesFor(nuint frames) => ((frames + 63) / 64) * sizeof(ulong);

    /// <summary>A bitmap in which every frame is in use.</summary>
    /// <remarks>Safety: <paramref name="storage"/> holds <see cref="BytesFor"/> bytes that nobody else uses.</remarks>
    [RequiresUnsafe]
    public void Initialize(void* storage, nuint frames)
    {
        _words = (ulong*)storage;
        _frames = frames;
        new Span<byte>(storage, (int)BytesFor(frames)).Fill(0xFF);
    }

    /// <summary>Marks a run free; a panic when part of it is free already or is no frame.</summary>
    public void Release(nuint first, nuint count)
    {
        Panic.Unless(first + count <= _frames && first + count >= first, "freed page frames that do not exist");
        for (nuint frame = first; frame != first + count; frame++)
        {
            ulong bit = 1ul << (int)(frame % 64);
            Panic.Unless((_words[frame / 64] & bit) != 0, "page frame freed twice");
            _words[frame / 64] &= ~bit;
        }

        Free += count;
    }

    /// <summary>Finds a run of free frames whose first is a multiple of <paramref name="alignment"/> and marks it used.</summary>
    public bool TryTake(nuint count, nuint alignment, out nuint first)
    {
        if (count != 0 && count <= Free && (TryTake(_next, _frames, count, alignment, out first) || TryTake(0, Math.Min(_frames, _next + count + alignment), count, alignment, out first)))
        {
            Free -= count;
            _next = first + count;
            return true;
        }

        first = 0;
        return false;
    }

    private bool TryTake(nuint start, nuint end, nuint count, nuint alignment, out nuint first)
    {
        first = AlignUp(start, alignment);
        while (first + count <= end)
        {
            nuint used = FirstUsed(first, count);
            if (used == count)
            {
                Mark(first, count);
                return true;
            }

            first = AlignUp(FirstFree(first + used, end), alignment);
        }

        return false;
    }

    private static nuint AlignUp(nuint frame, nuint alignment) => (frame + alignment - 1) & ~(alignment - 1);

    // How many frames from the first on are free, up to count.
    private readonly nuint FirstUsed(nuint first, nuint count)
    {
        nuint frame = first;
        nuint end = first + count;
        while (frame < end)
        {
            ulong rest = _words[frame / 64] >> (int)(frame % 64);
            if (rest != 0)
            {
                return Math.Min(count, frame + (nuint)BitOperations.TrailingZeroCount(rest) - first);
            }

            frame = (frame | 63) + 1;
        }

        return count;
    }

    private readonly nuint FirstFree(nuint frame, nuint end)
    {
        while (frame < end)
        {
            ulong rest = ~_words[frame / 64] >> (int)(frame % 64);
            if (rest != 0)
            {
                return frame + (nuint)BitOperations.TrailingZeroCount(rest);
            }

            frame = (frame | 63) + 1;
        }

        return end;
    }

    private readonly void Mark(nuint first, nuint count)
    {
        for (nuint frame = first; frame != first + count; frame++)
        {
            _words[frame / 64] |= 1ul << (int)(frame % 64);
        }
    }
}

using System;
using System.Numerics;

namespace Hermit.Memory;

/// <summary>Which page frames are in use, one bit each, set when used. Finds runs of free frames, next fit.</summary>
internal struct FrameBitmap
{
    private const int WordBits = 64;

    private nuint _storage;
    private nuint _frames;
    private nuint _next;

    /// <summary>The number of frames that are free.</summary>
    public nuint Free { get; private set; }

    private readonly Span<ulong> Words
    {
        get
        {
            unsafe
            {
                // SAFETY: Initialize was given room for that many words, which is this bitmap's alone.
                return new Span<ulong>((void*)_storage, (int)(BytesFor(_frames) / sizeof(ulong)));
            }
        }
    }

    /// <summary>How many bytes the bitmap of that many frames takes.</summary>
    public static nuint BytesFor(nuint frames) => ((frames + WordBits - 1) / WordBits) * sizeof(ulong);

    /// <summary>Makes this the bitmap of <paramref name="frames"/> frames, all of them in use.</summary>
    /// <remarks>Safety: <paramref name="storage"/> holds <see cref="BytesFor"/> bytes that nobody else uses, for as long as this bitmap is used.</remarks>
    [RequiresUnsafe]
    public void Initialize(nuint storage, nuint frames)
    {
        _storage = storage;
        _frames = frames;
        _next = 0;
        Free = 0;
        Words.Fill(ulong.MaxValue);
    }

    /// <summary>Marks a run free; a panic when part of it is free already or is no frame.</summary>
    public void Release(nuint first, nuint count)
    {
        Panic.Unless(first <= _frames && count <= _frames - first, "freed page frames that do not exist");
        Span<ulong> words = Words;
        for (nuint frame = first, end = first + count; frame < end;)
        {
            ulong mask = Mask(ref frame, end, out int word);
            Panic.Unless((words[word] & mask) == mask, "page frame freed twice");
            words[word] &= ~mask;
        }

        Free += count;
    }

    /// <summary>Finds a run of free frames whose first is a multiple of <paramref name="alignment"/>, a power of two, and marks it used.</summary>
    public bool TryTake(nuint count, nuint alignment, out nuint first)
    {
        Panic.Unless(BitOperations.IsPow2(alignment), "page frames were asked for at an alignment that is no power of two");
        if (count != 0 && count <= Free && alignment <= _frames && (TryTake(_next, _frames, count, alignment, out first) || TryTake(0, Math.Min(_frames, _next + count + alignment), count, alignment, out first)))
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
            nuint free = CountFree(first, count);
            if (free == count)
            {
                Mark(first, count);
                return true;
            }

            first = AlignUp(FirstFree(first + free, end), alignment);
        }

        return false;
    }

    private static nuint AlignUp(nuint frame, nuint alignment) => (frame + alignment - 1) & ~(alignment - 1);

    // The bits of the word that the frame is in, from the frame on, below the end; moves to the frame behind them.
    private static ulong Mask(ref nuint frame, nuint end, out int word)
    {
        word = (int)(frame / WordBits);
        int bit = (int)(frame % WordBits);
        int bits = (int)Math.Min((nuint)(WordBits - bit), end - frame);
        frame += (nuint)bits;
        return (ulong.MaxValue >> (WordBits - bits)) << bit;
    }

    // How many frames from the first on are free, up to count.
    private readonly nuint CountFree(nuint first, nuint count)
    {
        ReadOnlySpan<ulong> words = Words;
        nuint frame = first;
        nuint end = first + count;
        while (frame < end)
        {
            ulong rest = words[(int)(frame / WordBits)] >> (int)(frame % WordBits);
            if (rest != 0)
            {
                return Math.Min(count, frame + (nuint)BitOperations.TrailingZeroCount(rest) - first);
            }

            frame = (frame | (WordBits - 1)) + 1;
        }

        return count;
    }

    private readonly nuint FirstFree(nuint frame, nuint end)
    {
        ReadOnlySpan<ulong> words = Words;
        while (frame < end)
        {
            ulong rest = ~words[(int)(frame / WordBits)] >> (int)(frame % WordBits);
            if (rest != 0)
            {
                return frame + (nuint)BitOperations.TrailingZeroCount(rest);
            }

            frame = (frame | (WordBits - 1)) + 1;
        }

        return end;
    }

    private readonly void Mark(nuint first, nuint count)
    {
        Span<ulong> words = Words;
        for (nuint frame = first, end = first + count; frame < end;)
        {
            ulong mask = Mask(ref frame, end, out int word);
            words[word] |= mask;
        }
    }
}

using System;
using System.Runtime.CompilerServices;

namespace Hermit.Unwinding;

/// <summary>
/// A part of a stack: words that lie at a known address, a multiple of 8. Every read is checked against the bounds, so a corrupt stack
/// ends in a refused read, never in a fault.
/// </summary>
public readonly ref struct StackWords
{
    private const int WordShift = 3;
    private const ulong WordMask = sizeof(ulong) - 1;

    private readonly ReadOnlySpan<ulong> _words;

    /// <summary>Describes <paramref name="words"/>, the first of which lies at <paramref name="start"/>.</summary>
    public StackWords(ulong start, ReadOnlySpan<ulong> words)
    {
        Start = start;
        _words = words;
    }

    /// <summary>The address of the first word.</summary>
    public ulong Start { get; }

    /// <summary>The address behind the last word.</summary>
    public ulong End => Start + ((ulong)_words.Length << WordShift);

    /// <summary>The <paramref name="count"/> words from <paramref name="address"/> on, or nothing when they are not all inside, or not aligned.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<ulong> Slice(ulong address, int count)
    {
        // One unsigned comparison refuses addresses below the start too: the difference then wraps around.
        ulong offset = address - Start;
        ulong first = offset >> WordShift;
        bool isInside = (offset & WordMask) == 0 && first <= (ulong)_words.Length && (ulong)count <= (ulong)_words.Length - first;
        return isInside ? _words.Slice((int)first, count) : default;
    }

    /// <summary>Reads the word at <paramref name="address"/>; false when it lies outside, or is not aligned.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryRead(ulong address, out ulong word)
    {
        ulong offset = address - Start;
        ulong index = offset >> WordShift;
        if ((offset & WordMask) != 0 || index >= (ulong)_words.Length)
        {
            word = 0;
            return false;
        }

        word = _words[(int)index];
        return true;
    }

    /// <summary>The words from <paramref name="low"/> to before <paramref name="high"/>, as far as they are inside.</summary>
    public ReadOnlySpan<ulong> Between(ulong low, ulong high)
    {
        low = Math.Max((low + WordMask) & ~WordMask, Start);
        high = Math.Min(high, End);
        return high <= low ? default : _words.Slice((int)((low - Start) >> WordShift), (int)((high - low) >> WordShift));
    }
}

namespace Hermit.Runtime.Heap;

/// <summary>Copies and clears memory that holds references: a word at a time, so that a collection never sees half a reference.</summary>
/// <remarks>The ranges are the caller's, and nobody else writes to them.</remarks>
internal static class BulkMove
{
    private const nuint WordMask = HeapLayout.WordBytes - 1;

    /// <summary>Copies <paramref name="bytes"/>, a multiple of 8, between aligned addresses; the ranges may overlap.</summary>
    /// <remarks>Safety: the ranges are the caller's.</remarks>
    [RequiresUnsafe]
    public static unsafe void Copy(nuint destination, nuint source, nuint bytes)
    {
        nuint words = bytes / HeapLayout.WordBytes;

        // SAFETY: the caller vouches for as many words as it names.
        nuint* to = (nuint*)destination;
        nuint* from = (nuint*)source;
        if (unchecked(destination - source) >= bytes)
        {
            CopyUp(to, from, words);
        }
        else
        {
            CopyDown(to, from, words);
        }
    }

    /// <summary>Zeroes <paramref name="bytes"/> bytes, where aligned a word at a time.</summary>
    // SAFETY: the caller vouches for as many bytes as it names.
    public static unsafe void Clear(byte* destination, nuint bytes)
    {
        byte* end = destination + bytes;
        while (destination < end && ((nuint)destination & WordMask) != 0)
        {
            *destination++ = 0;
        }

        for (; end - destination >= HeapLayout.WordBytes; destination += HeapLayout.WordBytes)
        {
            *(nuint*)destination = 0;
        }

        while (destination < end)
        {
            *destination++ = 0;
        }
    }

    // SAFETY: as for Copy.
    private static unsafe void CopyUp(nuint* destination, nuint* source, nuint words)
    {
        for (; words >= 4; words -= 4, destination += 4, source += 4)
        {
            nuint first = source[0];
            nuint second = source[1];
            nuint third = source[2];
            nuint fourth = source[3];
            destination[0] = first;
            destination[1] = second;
            destination[2] = third;
            destination[3] = fourth;
        }

        for (nuint index = 0; index < words; index++)
        {
            destination[index] = source[index];
        }
    }

    // SAFETY: as for Copy.
    private static unsafe void CopyDown(nuint* destination, nuint* source, nuint words)
    {
        while (words > 0)
        {
            words--;
            destination[words] = source[words];
        }
    }
}

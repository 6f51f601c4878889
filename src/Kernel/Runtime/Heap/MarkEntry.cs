using System;

namespace Hermit.Runtime.Heap;

/// <summary>
/// What waits on a mark stack: an object; or a run of references, which is two words, its end and then its start with a tag; or the rest of a long
/// object, two words as well, its address and then where the rest begins with another tag.
/// </summary>
internal static class MarkEntry
{
    /// <summary>Tells the start of a run of references from an object.</summary>
    public const nuint RunTag = 1;

    /// <summary>Tells the place from which an object's references are to be followed from an object.</summary>
    public const nuint RestTag = 2;

    /// <summary>Both tags: set in the upper word of an entry of two.</summary>
    public const nuint Tags = RunTag | RestTag;

    /// <summary>How many of the first <paramref name="count"/> words of a mark stack are entries as a whole.</summary>
    public static int Whole(ReadOnlySpan<nuint> words, int count) =>
        count > 0 && count < words.Length && (words[count] & Tags) != 0 ? count - 1 : count;
}

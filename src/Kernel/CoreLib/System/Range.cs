namespace System;

/// <summary>A range between two positions.</summary>
public readonly struct Range
{
    /// <summary>Makes a range; the end is exclusive.</summary>
    public Range(Index start, Index end)
    {
        Start = start;
        End = end;
    }

    /// <summary>The first position.</summary>
    public Index Start { get; }

    /// <summary>The position after the last.</summary>
    public Index End { get; }

    /// <summary>From <paramref name="start"/> to the end.</summary>
    public static Range StartAt(Index start) => new(start, new Index(0, fromEnd: true));

    /// <summary>From the start to <paramref name="end"/>.</summary>
    public static Range EndAt(Index end) => new(new Index(0), end);

    /// <summary>Everything.</summary>
    public static Range All => new(new Index(0), new Index(0, fromEnd: true));
}

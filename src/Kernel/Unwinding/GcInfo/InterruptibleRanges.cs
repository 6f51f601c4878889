namespace Hermit.Unwinding;

/// <summary>Where an instruction lies among the interruptible ranges of its method, which count as if they lay one behind the other.</summary>
internal struct InterruptibleRanges
{
    /// <summary>Whether one of the ranges holds the instruction.</summary>
    public bool Contains;

    /// <summary>The instruction's distance from the start of the ranges, in the unit of the encoding, as all that follows.</summary>
    public uint Position;

    /// <summary>The length of all ranges.</summary>
    public uint Length;

    /// <summary>Reads the ranges and places the instruction at <paramref name="offset"/> among them.</summary>
    public static InterruptibleRanges Read(ref BitCursor cursor, uint count, uint offset)
    {
        InterruptibleRanges ranges = default;
        uint end = 0;
        for (uint index = 0; index < count && !cursor.Failed; index++)
        {
            uint start = end + cursor.ReadUnsigned(GcInfoEncoding.RangeStartGroup);
            uint length = cursor.ReadUnsigned(GcInfoEncoding.RangeLengthGroup) + 1;
            if (offset - start < length)
            {
                ranges.Contains = true;
                ranges.Position = ranges.Length + (offset - start);
            }

            ranges.Length += length;
            end = start + length;
        }

        return ranges;
    }
}

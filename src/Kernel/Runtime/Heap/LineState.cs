namespace Hermit.Runtime.Heap;

/// <summary>Bits of a line's state byte. A line whose byte is zero is free.</summary>
internal static class LineState
{
    /// <summary>Nothing is in the line.</summary>
    public const byte Free = 0;

    /// <summary>An object that survived the last collection is in the line.</summary>
    public const byte Live = 0x01;

    /// <summary>Handed out to a thread since the last collection.</summary>
    public const byte Fresh = 0x02;

    /// <summary>The first line of a chunk that was handed out: an object begins at its first byte, or nothing is in the chunk.</summary>
    public const byte ChunkStart = 0x04;

    /// <summary>The running collection found an object in the line and in another one; of others the mark bits say so.</summary>
    public const byte Marked = 0x08;

    /// <summary>The line holds the block's metadata.</summary>
    public const byte Reserved = 0x10;

    /// <summary>How far <see cref="Marked"/> is above <see cref="Live"/>.</summary>
    public const int MarkedToLiveShift = 3;
}

namespace Hermit.Runtime.Heap;

/// <summary>Sizes and offsets of the managed heap, in bytes unless named otherwise. docs/gc.md draws them.</summary>
internal static class HeapLayout
{
    /// <summary>The unit of the page map and of large objects.</summary>
    public const int PageBytes = 1 << PageShift;

    /// <summary>log2 of <see cref="PageBytes"/>.</summary>
    public const int PageShift = 12;

    /// <summary>The unit in which the heap takes memory for small objects. Blocks are aligned to their size.</summary>
    public const int BlockBytes = 32 * 1024;

    /// <summary>The unit in which a collection gives memory back to allocation.</summary>
    public const int LineBytes = 1 << LineShift;

    /// <summary>log2 of <see cref="LineBytes"/>.</summary>
    public const int LineShift = 8;

    /// <summary>Lines of a block, those of its metadata included.</summary>
    public const int LinesPerBlock = BlockBytes / LineBytes;

    /// <summary>Bytes of one bitmap with a bit for each aligned word of a block.</summary>
    public const int BitmapBytes = BlockBytes / WordBytes / 8;

    /// <summary>Where the line states are in a block.</summary>
    public const int LineTableOffset = 128;

    /// <summary>Where the first of a block's two bitmaps is.</summary>
    public const int EvenBitmapOffset = LineTableOffset + LinesPerBlock;

    /// <summary>Where the second of a block's two bitmaps is.</summary>
    public const int OddBitmapOffset = EvenBitmapOffset + BitmapBytes;

    /// <summary>Bytes of a block's metadata, a whole number of lines.</summary>
    public const int MetadataBytes = OddBitmapOffset + BitmapBytes;

    /// <summary>The first line that holds objects.</summary>
    public const int FirstLine = MetadataBytes / LineBytes;

    /// <summary>Lines of a block that hold objects.</summary>
    public const int UsableLines = LinesPerBlock - FirstLine;

    /// <summary>Bytes of a reference, and the alignment of objects.</summary>
    public const int WordBytes = 8;

    /// <summary>An object begins this many bytes before the address that references to it hold: its header word.</summary>
    public const int HeaderBytes = 8;

    /// <summary>An object has at least header, type and one word, so that whatever walks the heap can step over it.</summary>
    public const int SmallestObject = 24;

    /// <summary>Objects of this size and more have page runs of their own.</summary>
    public const int LargeObjectBytes = 8 * 1024;

    /// <summary>Objects of this size and more count as old from the start, as in .NET's large object heap.</summary>
    public const int OldObjectBytes = 85_000;

    /// <summary>What precedes the header word of a large object in its first page, so that array elements are 16-byte aligned.</summary>
    public const int LargePrefixBytes = 56;

    /// <summary>Where the address that references hold is in the first page of a large object.</summary>
    public const int LargeObjectOffset = LargePrefixBytes + HeaderBytes;
}

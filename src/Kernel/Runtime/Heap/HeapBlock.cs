using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hermit.Runtime.Heap;

/// <summary>
/// The metadata at the start of a block: links, one state byte a line, and two bitmaps with a bit for each aligned word. One
/// bitmap has the starts of the objects that survived the last collection; the running collection sets those it finds in the other.
/// </summary>
/// <remarks>Safety: a value lives at an address aligned to <see cref="HeapLayout.BlockBytes"/> and is only used by pointer.</remarks>
[StructLayout(LayoutKind.Explicit, Size = HeapLayout.MetadataBytes)]
internal unsafe struct HeapBlock
{
    private const ulong EveryByte = 0x0101_0101_0101_0101;
    private const int WordsPerLineTable = HeapLayout.LinesPerBlock / sizeof(ulong);
    private const nuint OffsetMask = HeapLayout.BlockBytes - 1;

    /// <summary>The next of all blocks.</summary>
    [FieldOffset(0)]
    public HeapBlock* Next;

    /// <summary>The next of the blocks with free lines, or of the empty blocks.</summary>
    [FieldOffset(8)]
    public HeapBlock* NextAvailable;

    /// <summary>Lines that the last sweep found free.</summary>
    [FieldOffset(16)]
    public int FreeLines;

    /// <summary>The block that <paramref name="address"/> is in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HeapBlock* Containing(nuint address) => (HeapBlock*)(address & ~OffsetMask);

    /// <summary>The line of its block that <paramref name="address"/> is in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int LineOf(nuint address) => (int)((address & OffsetMask) >> HeapLayout.LineShift);

    /// <summary>The line states of <paramref name="block"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte* Lines(HeapBlock* block) => (byte*)block + HeapLayout.LineTableOffset;

    /// <summary>The address of line <paramref name="line"/> of <paramref name="block"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint AddressOf(HeapBlock* block, int line) => (nuint)block + ((nuint)line << HeapLayout.LineShift);

    /// <summary>Makes an empty block of the memory at <paramref name="block"/>.</summary>
    public static void Format(HeapBlock* block)
    {
        Unsafe.InitBlock(block, 0, HeapLayout.MetadataBytes);
        Unsafe.InitBlock(Lines(block), LineState.Reserved, HeapLayout.FirstLine);
        block->FreeLines = HeapLayout.UsableLines;
    }

    /// <summary>Sets the bit of the object at <paramref name="address"/>; false if it was set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TrySetBit(nuint address, nuint bitmapOffset)
    {
        // A bit for 8 bytes, so a word of the bitmap for 512; shifts take their count modulo 64.
        nuint offset = address & OffsetMask;
        ulong* word = (ulong*)(address - offset + bitmapOffset + ((offset >> 9) << 3));
        ulong mask = 1UL << (int)(offset >> 3);
        ulong value = *word;
        if ((value & mask) != 0)
        {
            return false;
        }

        *word = value | mask;
        return true;
    }

    /// <summary>Whether the bit of the object at <paramref name="address"/> is set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HasBit(nuint address, nuint bitmapOffset)
    {
        nuint bit = (address & OffsetMask) / HeapLayout.WordBytes;
        return (((ulong*)((address & ~OffsetMask) + bitmapOffset))[bit / 64] & (1UL << (int)(bit % 64))) != 0;
    }

    /// <summary>Clears one bitmap of <paramref name="block"/>.</summary>
    public static void ClearBitmap(HeapBlock* block, nuint bitmapOffset) =>
        Unsafe.InitBlock((byte*)block + bitmapOffset, 0, HeapLayout.BitmapBytes);

    /// <summary>Says that the running collection found an object of <paramref name="size"/> bytes at <paramref name="address"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MarkLines(nuint address, nuint size)
    {
        byte* lines = Lines(Containing(address));
        nuint begin = (address - HeapLayout.HeaderBytes) & OffsetMask;
        nuint first = begin >> HeapLayout.LineShift;
        nuint last = (begin + size - 1) >> HeapLayout.LineShift;
        do
        {
            lines[first] |= LineState.Marked;
            first++;
        }
        while (first <= last);
    }

    /// <summary>The first free line from <paramref name="line"/> on, or <see cref="HeapLayout.LinesPerBlock"/>.</summary>
    public static int FindFree(HeapBlock* block, int line)
    {
        byte* lines = Lines(block);
        while (line < HeapLayout.LinesPerBlock && lines[line] != LineState.Free)
        {
            line++;
        }

        return line;
    }

    /// <summary>The end of the run of free lines that begins with <paramref name="line"/>, at most <paramref name="limit"/>.</summary>
    public static int FindRunEnd(HeapBlock* block, int line, int limit)
    {
        byte* lines = Lines(block);
        while (line < limit && lines[line] == LineState.Free)
        {
            line++;
        }

        return line;
    }

    /// <summary>Says that the lines from <paramref name="first"/> to before <paramref name="end"/> are handed out as one chunk.</summary>
    public static void SetFresh(HeapBlock* block, int first, int end)
    {
        byte* lines = Lines(block);
        lines[first] = LineState.Fresh | LineState.ChunkStart;
        for (int line = first + 1; line < end; line++)
        {
            lines[line] = LineState.Fresh;
        }
    }

    /// <summary>Ends a collection for <paramref name="block"/>: lines with objects it found are live, the others free. Returns the free lines.</summary>
    public static int Sweep(HeapBlock* block)
    {
        ulong* words = (ulong*)Lines(block);
        ulong live = 0;
        for (int index = 0; index < WordsPerLineTable; index++)
        {
            ulong word = words[index];
            ulong marked = (word >> LineState.MarkedToLiveShift) & EveryByte;
            words[index] = marked | (word & (EveryByte * LineState.Reserved));
            live += (marked * EveryByte) >> 56;
        }

        int free = HeapLayout.UsableLines - (int)live;
        block->FreeLines = free;
        return free;
    }

    /// <summary>
    /// The object whose memory <paramref name="address"/>, of this block, points into, or 0. In lines handed out since the last
    /// collection objects lie one after the other from the chunk's start; elsewhere <paramref name="startsOffset"/> names the
    /// bitmap of object starts.
    /// </summary>
    public static nuint FindObject(HeapBlock* block, nuint address, nuint startsOffset)
    {
        byte* lines = Lines(block);
        int line = LineOf(address);
        if (line < HeapLayout.FirstLine || lines[line] == LineState.Free)
        {
            return 0;
        }

        return (lines[line] & LineState.Fresh) != 0 ? FindInChunk(block, line, address) : FindByBitmap(block, address, startsOffset);
    }

    /// <summary>The lowest object of <paramref name="block"/> from <paramref name="address"/> on whose bit is set, or 0.</summary>
    public static nuint NextObject(HeapBlock* block, nuint address, nuint bitmapOffset)
    {
        nuint bit = (address - (nuint)block) / HeapLayout.WordBytes;
        ulong* words = (ulong*)((byte*)block + bitmapOffset);
        ulong word = bit / 64 < HeapLayout.BitmapBytes / sizeof(ulong) ? words[bit / 64] & (ulong.MaxValue << (int)(bit % 64)) : 0;
        for (nuint index = bit / 64; index < HeapLayout.BitmapBytes / sizeof(ulong);)
        {
            if (word != 0)
            {
                return (nuint)block + (((index * 64) + (nuint)BitOperations.TrailingZeroCount(word)) * HeapLayout.WordBytes);
            }

            index++;
            word = index < HeapLayout.BitmapBytes / sizeof(ulong) ? words[index] : 0;
        }

        return 0;
    }

    private static nuint FindInChunk(HeapBlock* block, int line, nuint address)
    {
        byte* lines = Lines(block);
        while ((lines[line] & LineState.ChunkStart) == 0)
        {
            line--;
        }

        // Ends at the latest with the object that the address is in: chunks hold whole objects. Memory not yet allocated is zero.
        nuint start = AddressOf(block, line);
        while (*(nuint*)(start + HeapLayout.HeaderBytes) != 0)
        {
            nuint next = start + ManagedObject.SizeOf(start + HeapLayout.HeaderBytes);
            if (address < next)
            {
                return start + HeapLayout.HeaderBytes;
            }

            start = next;
        }

        return 0;
    }

    private static nuint FindByBitmap(HeapBlock* block, nuint address, nuint startsOffset)
    {
        // An address in the header word belongs to the object whose start is the next word.
        nuint bit = ((address & OffsetMask) + HeapLayout.HeaderBytes) / HeapLayout.WordBytes;
        nuint index = Math.Min(bit / 64, (HeapLayout.BitmapBytes / sizeof(ulong)) - 1);
        ulong* words = (ulong*)((byte*)block + startsOffset);
        ulong word = index == bit / 64 ? words[index] & (ulong.MaxValue >> (63 - (int)(bit % 64))) : words[index];
        while (word == 0)
        {
            // Starts in the lines of the metadata do not exist, so this stops before the block's first word.
            if (index <= HeapLayout.MetadataBytes / HeapLayout.WordBytes / 64)
            {
                return 0;
            }

            word = words[--index];
        }

        nuint start = (nuint)block + (((index * 64) + (nuint)BitOperations.Log2(word)) * HeapLayout.WordBytes);
        nuint begin = start - HeapLayout.HeaderBytes;
        return address - begin < ManagedObject.SizeOf(start) ? start : 0;
    }
}

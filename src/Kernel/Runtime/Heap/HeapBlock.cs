using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Hermit.Sync;

namespace Hermit.Runtime.Heap;

/// <summary>
/// A view of a block. At its start it has its metadata: links, one state byte a line, and two bitmaps with a bit for each aligned word.
/// One bitmap has the starts of the objects that survived the last collection; one of everything sets those that it finds in the other, one of the
/// young objects adds to it.
/// </summary>
internal readonly struct HeapBlock
{
    private const ulong EveryByte = 0x0101_0101_0101_0101;
    private const byte PoisonByte = 0xDD;
    private const int WordsPerLineTable = HeapLayout.LinesPerBlock / sizeof(ulong);
    private const int LineWordsPerCardWord = WordsPerLineTable / CardTable.WordsPerBlock;
    private const int BitmapWordsPerLineWord = WordsPerBitmap / WordsPerLineTable;
    private const int WordsPerBitmap = HeapLayout.BitmapBytes / sizeof(ulong);
    private const nuint OffsetMask = HeapLayout.BlockBytes - 1;

    private readonly nuint _address;

    private HeapBlock(nuint address) => _address = address;

    /// <summary>Whether this is no block.</summary>
    public bool IsNull => _address == 0;

    /// <summary>The address of the block.</summary>
    public nuint Address => _address;

    /// <summary>The next of all blocks.</summary>
    public HeapBlock Next
    {
        get => new(Head.Next);
        set => Head.Next = value._address;
    }

    /// <summary>The next of the blocks with free lines, or of the empty blocks.</summary>
    public HeapBlock NextAvailable
    {
        get => new(Head.NextAvailable);
        set => Head.NextAvailable = value._address;
    }

    /// <summary>Lines that the last sweep found free.</summary>
    public ref int FreeLines => ref Head.FreeLines;

    private ref BlockHead Head
    {
        get
        {
            // SAFETY: a block that is not null was formatted, and is the heap's until it is given back.
            unsafe
            {
                return ref *(BlockHead*)_address;
            }
        }
    }

    private Span<byte> Lines
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            // SAFETY: as for Head; the line table has so many bytes.
            unsafe
            {
                return new Span<byte>((void*)(_address + HeapLayout.LineTableOffset), HeapLayout.LinesPerBlock);
            }
        }
    }

    private Span<ulong> LineWords
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            // SAFETY: as for Head; the line table has so many words, aligned.
            unsafe
            {
                return new Span<ulong>((void*)(_address + HeapLayout.LineTableOffset), WordsPerLineTable);
            }
        }
    }

    /// <summary>Makes an empty block of memory.</summary>
    /// <remarks>Safety: the memory, <see cref="HeapLayout.BlockBytes"/> at a multiple of that, is the caller's and given back only when nothing is in the block.</remarks>
    [RequiresUnsafe]
    public static HeapBlock Format(nuint address)
    {
        // SAFETY: the caller vouches for the memory.
        unsafe
        {
            HeapMemory.Clear(address, HeapLayout.MetadataBytes);
        }

        HeapBlock block = new(address);
        block.Lines.Slice(0, HeapLayout.FirstLine).Fill(LineState.Reserved);
        block.FreeLines = HeapLayout.UsableLines;
        return block;
    }

    /// <summary>The block that <paramref name="address"/> is in.</summary>
    /// <remarks>Safety: the page map says that the address is in a block.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HeapBlock Containing(nuint address) => new(address & ~OffsetMask);

    /// <summary>The line of its block that <paramref name="address"/> is in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int LineOf(nuint address) => (int)((address & OffsetMask) >> HeapLayout.LineShift);

    /// <summary>The address of line <paramref name="line"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public nuint AddressOf(int line) => _address + ((nuint)line << HeapLayout.LineShift);

    /// <summary>The state of line <paramref name="line"/>.</summary>
    public byte StateOf(int line) => Lines[line];

    /// <summary>Whether survivors of the last collection are in the lines that word <paramref name="index"/> of the block's cards stands for.</summary>
    public bool HasSurvivors(int index)
    {
        ulong states = 0;
        foreach (ulong word in LineWords.Slice(index * LineWordsPerCardWord, LineWordsPerCardWord))
        {
            states |= word;
        }

        return (states & (EveryByte * LineState.Live)) != 0;
    }

    /// <summary>
    /// Sets the bit of the object at <paramref name="address"/>, in this block; false if it was set. <paramref name="isShared"/> says whether other
    /// markers set bits, too.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TrySetBit(nuint address, nuint bitmapOffset, bool isShared)
    {
        // A bit for 8 bytes, so a word of the bitmap for 512; shifts take their count modulo 64.
        ref ulong word = ref Bitmap(bitmapOffset)[(int)(address >> 9) & (WordsPerBitmap - 1)];
        ulong mask = 1UL << (int)(address >> 3);
        ulong value = word;
        if ((value & mask) != 0)
        {
            return false;
        }

        if (isShared)
        {
            // SAFETY: an atomic is its number, and all markers use this one.
            unsafe
            {
                return MarkBits.TrySet(ref Unsafe.As<ulong, AtomicUInt64>(ref word), mask);
            }
        }

        word = value | mask;
        return true;
    }

    /// <summary>Whether the bit of the object at <paramref name="address"/>, in this block, is set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool HasBit(nuint address, nuint bitmapOffset)
    {
        return (Bitmap(bitmapOffset)[(int)(address >> 9) & (WordsPerBitmap - 1)] & (1UL << (int)(address >> 3))) != 0;
    }

    /// <summary>Clears one bitmap.</summary>
    public void ClearBitmap(nuint bitmapOffset) => Bitmap(bitmapOffset).Clear();

    /// <summary>Keeps of one bitmap only what the other one has, too.</summary>
    public void KeepOnly(nuint bitmapOffset, nuint otherOffset)
    {
        Span<ulong> words = Bitmap(bitmapOffset);
        Span<ulong> others = Bitmap(otherOffset);
        for (int index = 0; index < words.Length; index++)
        {
            words[index] &= others[index];
        }
    }

    /// <summary>
    /// Says that the running collection found an object from <paramref name="begin"/> to <paramref name="last"/>, its last byte, that is in more than
    /// one line. Of others the mark bit says so. Markers that say it of one line at a time store the same.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MarkLines(nuint begin, nuint last)
    {
        Span<byte> lines = Lines;
        int end = LineOf(last);
        for (int line = LineOf(begin); line <= end; line++)
        {
            lines[line & (HeapLayout.LinesPerBlock - 1)] |= LineState.Marked;
        }
    }

    /// <summary>The first free line from <paramref name="line"/> on, or <see cref="HeapLayout.LinesPerBlock"/>.</summary>
    public int FindFree(int line)
    {
        Span<byte> lines = Lines;
        while (line < lines.Length && lines[line] != LineState.Free)
        {
            line++;
        }

        return line;
    }

    /// <summary>The end of the run of free lines that begins with <paramref name="line"/>, at most <paramref name="limit"/>.</summary>
    public int FindRunEnd(int line, int limit)
    {
        Span<byte> lines = Lines;
        while (line < limit && lines[line] == LineState.Free)
        {
            line++;
        }

        return line;
    }

    /// <summary>Says that the lines from <paramref name="first"/> to before <paramref name="end"/> are handed out as one chunk.</summary>
    public void SetFresh(int first, int end)
    {
        Span<byte> lines = Lines.Slice(first, end - first);
        lines.Fill(LineState.Fresh);
        lines[0] = LineState.Fresh | LineState.ChunkStart;
    }

    /// <summary>
    /// Ends a collection: lines with objects it found, whose bits are at <paramref name="marksOffset"/>, are live, and where it was of the young objects
    /// those that were, the others are free, and overwritten where <paramref name="poison"/> says so. Returns the free lines.
    /// </summary>
    public int Sweep(bool young, nuint marksOffset, bool poison)
    {
        Span<ulong> lines = LineWords;
        Span<ulong> marks = Bitmap(marksOffset);
        ulong live = 0;
        ulong kept = young ? EveryByte * LineState.Live : 0;
        for (int index = 0; index < lines.Length; index++)
        {
            ulong word = lines[index];
            ulong marked = word & kept;

            // Where nothing is new a collection of the young objects finds nothing new.
            if (!young || (word & (EveryByte * (LineState.Fresh | LineState.Marked))) != 0)
            {
                marked |= LinesOf(marks, index * BitmapWordsPerLineWord) | ((word >> LineState.MarkedToLiveShift) & EveryByte);
                lines[index] = marked | (word & (EveryByte * LineState.Reserved));
            }

            live += (marked * EveryByte) >> 56;
            if (poison)
            {
                Poison(index * sizeof(ulong), word, lines[index]);
            }
        }

        int free = HeapLayout.UsableLines - (int)live;
        FreeLines = free;
        return free;
    }

    /// <summary>
    /// The object whose memory <paramref name="address"/>, of this block, points into, or 0. In lines handed out since the last
    /// collection objects lie one after the other from the chunk's start; elsewhere <paramref name="startsOffset"/> names the
    /// bitmap of object starts.
    /// </summary>
    public nuint FindObject(nuint address, nuint startsOffset)
    {
        Span<byte> lines = Lines;
        int line = LineOf(address);
        if (line < HeapLayout.FirstLine || lines[line] == LineState.Free)
        {
            return 0;
        }

        return (lines[line] & LineState.Fresh) != 0 ? FindInChunk(line, address) : FindByBitmap(address, startsOffset);
    }

    /// <summary>The lowest object from <paramref name="address"/> on, in this block, whose bit is set, or 0.</summary>
    public nuint NextObject(nuint address, nuint bitmapOffset)
    {
        Span<ulong> words = Bitmap(bitmapOffset);
        nuint bit = (address - _address) / HeapLayout.WordBytes;
        int index = (int)(bit / 64);
        if (index >= words.Length)
        {
            return 0;
        }

        ulong word = words[index] & (ulong.MaxValue << (int)(bit % 64));
        while (word == 0)
        {
            if (++index == words.Length)
            {
                return 0;
            }

            word = words[index];
        }

        return _address + ((((nuint)index * 64) + (nuint)BitOperations.TrailingZeroCount(word)) * HeapLayout.WordBytes);
    }

    // Overwrites those of eight lines that were in use and are free.
    private void Poison(int line, ulong before, ulong after)
    {
        for (; before != 0; before >>= 8, after >>= 8, line++)
        {
            if ((byte)before != LineState.Free && (byte)after == LineState.Free)
            {
                // SAFETY: nobody uses the line any more.
                unsafe
                {
                    new Span<byte>((void*)AddressOf(line), HeapLayout.LineBytes).Fill(PoisonByte);
                }
            }
        }
    }

    // A byte of 1 for each of eight lines that has a bit in the four words from one on.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong LinesOf(Span<ulong> bits, int first) =>
        LinesOf(bits[first]) | (LinesOf(bits[first + 1]) << 16) | (LinesOf(bits[first + 2]) << 32) | (LinesOf(bits[first + 3]) << 48);

    // Half a word is a line.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong LinesOf(ulong bits) => (((ulong)(uint)bits + uint.MaxValue) >> 32) | ((((bits >> 32) + uint.MaxValue) >> 32) << 8);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<ulong> Bitmap(nuint offset)
    {
        // SAFETY: as for Head; both bitmaps' offsets are aligned, and there is no other offset.
        unsafe
        {
            return new Span<ulong>((void*)(_address + offset), WordsPerBitmap);
        }
    }

    private nuint FindInChunk(int line, nuint address)
    {
        Span<byte> lines = Lines;
        while ((lines[line] & LineState.ChunkStart) == 0)
        {
            line--;
        }

        // Ends at the latest with the object that the address is in: chunks hold whole objects. Memory not yet allocated is zero.
        nuint start = AddressOf(line);
        while (ManagedObject.HasType(start + HeapLayout.HeaderBytes))
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

    private nuint FindByBitmap(nuint address, nuint startsOffset)
    {
        // An address in the header word belongs to the object whose start is the next word.
        Span<ulong> words = Bitmap(startsOffset);
        nuint bit = ((address & OffsetMask) + HeapLayout.HeaderBytes) / HeapLayout.WordBytes;
        int index = Math.Min((int)(bit / 64), WordsPerBitmap - 1);
        ulong word = (nuint)index == bit / 64 ? words[index] & (ulong.MaxValue >> (63 - (int)(bit % 64))) : words[index];
        while (word == 0)
        {
            // Starts in the lines of the metadata do not exist, so this stops before the block's first word.
            if (index <= HeapLayout.MetadataBytes / HeapLayout.WordBytes / 64)
            {
                return 0;
            }

            word = words[--index];
        }

        nuint start = _address + ((((nuint)index * 64) + (nuint)BitOperations.Log2(word)) * HeapLayout.WordBytes);
        return address - (start - HeapLayout.HeaderBytes) < ManagedObject.SizeOf(start) ? start : 0;
    }

    /// <summary>What stands at the start of a block.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct BlockHead
    {
        public nuint Next;
        public nuint NextAvailable;
        public int FreeLines;
    }
}

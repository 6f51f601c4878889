using System;

namespace Hermit.Runtime.Heap;

/// <summary>
/// The blocks of small objects, and the two places that chunks for threads are cut from: the holes of blocks that the last
/// collection left partly free, and empty blocks.
/// </summary>
/// <remarks>For the holder of the heap lock.</remarks>
internal struct BlockSpace
{
    private const int Removed = -1;

    private HeapBlock _all;
    private HeapBlock _empty;
    private HeapBlock _partial;
    private HeapBlock _hole;
    private HeapBlock _fresh;
    private int _holeLine;
    private int _freshLine;

    /// <summary>How many blocks there are.</summary>
    public int Count { get; private set; }

    /// <summary>How many blocks are entirely free.</summary>
    public int EmptyCount { get; private set; }

    /// <summary>Lines with survivors after the last sweep.</summary>
    public nuint LiveLines { get; private set; }

    /// <summary>The first of all blocks; the others follow by <see cref="HeapBlock.Next"/>.</summary>
    public readonly HeapBlock First => _all;

    /// <summary>Adds an empty block, already formatted.</summary>
    public void Add(HeapBlock block)
    {
        block.Next = _all;
        _all = block;
        Count++;
        PushEmpty(block);
    }

    /// <summary>
    /// Hands out a chunk of at least <paramref name="need"/> and about <paramref name="want"/> bytes; its memory is not zeroed.
    /// Small needs are met from holes first. False when that takes another block.
    /// </summary>
    public bool TryTake(nuint need, nuint want, out nuint start, out nuint end)
    {
        int wanted = (int)Math.Min(LinesFor(Math.Max(need, want)), HeapLayout.UsableLines);
        return (need <= HeapLayout.LineBytes && TryTakeHole(wanted, out start, out end))
            || TryTakeFresh((int)LinesFor(need), wanted, out start, out end);
    }

    /// <summary>Hands out a chunk of <paramref name="need"/> bytes from any hole that has room for it, where no empty block is to be had.</summary>
    public bool TryTakeAnyHole(nuint need, out nuint start, out nuint end)
    {
        int lines = (int)LinesFor(need);
        for (HeapBlock block = _all; !block.IsNull; block = block.Next)
        {
            int line = block.FindFree(HeapLayout.FirstLine);
            while (line < HeapLayout.LinesPerBlock)
            {
                int stop = block.FindRunEnd(line, Math.Min(line + lines, HeapLayout.LinesPerBlock));
                if (stop - line == lines)
                {
                    return HandOut(block, line, stop, out start, out end);
                }

                line = block.FindFree(stop);
            }
        }

        start = end = 0;
        return false;
    }

    /// <summary>Clears one bitmap of every block.</summary>
    public readonly void ClearBitmaps(nuint bitmapOffset)
    {
        for (HeapBlock block = _all; !block.IsNull; block = block.Next)
        {
            block.ClearBitmap(bitmapOffset);
        }
    }

    /// <summary>Keeps of one bitmap of every block only what the other one has, too.</summary>
    public readonly void KeepOnly(nuint bitmapOffset, nuint otherOffset)
    {
        for (HeapBlock block = _all; !block.IsNull; block = block.Next)
        {
            block.KeepOnly(bitmapOffset, otherOffset);
        }
    }

    /// <summary>Clears the cards of every block.</summary>
    public readonly void ClearCards(in CardTable cards)
    {
        for (HeapBlock block = _all; !block.IsNull; block = block.Next)
        {
            cards.Of(block.Address, HeapLayout.BlockBytes).Clear();
        }
    }

    /// <summary>Marks what survivors refer to in places with a card set, and clears those.</summary>
    public readonly void MarkFromCards(in CardTable cards, ref Marker marker)
    {
        for (HeapBlock block = _all; !block.IsNull; block = block.Next)
        {
            marker.MarkFromCards(block, cards.Of(block.Address, HeapLayout.BlockBytes));
        }
    }

    /// <summary>
    /// Ends a collection: what it did not mark, with the bits at <paramref name="marksOffset"/>, is free again, except for the survivors of earlier ones
    /// where it was of the young objects. <paramref name="poison"/> overwrites it, so that whoever still uses it is found out.
    /// </summary>
    public void Sweep(bool young, nuint marksOffset, bool poison)
    {
        _empty = _partial = _hole = _fresh = default;
        EmptyCount = 0;
        LiveLines = 0;
        HeapBlock lastPartial = default;
        for (HeapBlock block = _all; !block.IsNull; block = block.Next)
        {
            int free = block.Sweep(young, marksOffset, poison);
            LiveLines += (nuint)(HeapLayout.UsableLines - free);
            if (free == HeapLayout.UsableLines)
            {
                PushEmpty(block);
            }
            else if (free > 0)
            {
                block.NextAvailable = default;
                if (lastPartial.IsNull)
                {
                    _partial = block;
                }
                else
                {
                    lastPartial.NextAvailable = block;
                }

                lastPartial = block;
            }
        }
    }

    /// <summary>Takes empty blocks out until <paramref name="keep"/> are left, and returns them as a list linked by <see cref="HeapBlock.Next"/>.</summary>
    public HeapBlock RemoveEmpty(int keep)
    {
        if (EmptyCount <= keep)
        {
            return default;
        }

        while (EmptyCount > keep)
        {
            PopEmpty().FreeLines = Removed;
        }

        HeapBlock removed = default;
        HeapBlock previous = default;
        for (HeapBlock block = _all; !block.IsNull;)
        {
            HeapBlock next = block.Next;
            if (block.FreeLines != Removed)
            {
                previous = block;
            }
            else
            {
                if (previous.IsNull)
                {
                    _all = next;
                }
                else
                {
                    previous.Next = next;
                }

                block.Next = removed;
                removed = block;
                Count--;
            }

            block = next;
        }

        return removed;
    }

    private bool TryTakeHole(int wanted, out nuint start, out nuint end)
    {
        while (true)
        {
            if (_hole.IsNull)
            {
                _hole = _partial;
                if (_hole.IsNull)
                {
                    start = end = 0;
                    return false;
                }

                _partial = _hole.NextAvailable;
                _holeLine = HeapLayout.FirstLine;
            }

            int line = _hole.FindFree(_holeLine);
            if (line == HeapLayout.LinesPerBlock)
            {
                _hole = default;
                continue;
            }

            _holeLine = _hole.FindRunEnd(line, Math.Min(line + wanted, HeapLayout.LinesPerBlock));
            return HandOut(_hole, line, _holeLine, out start, out end);
        }
    }

    private bool TryTakeFresh(int needed, int wanted, out nuint start, out nuint end)
    {
        if (_fresh.IsNull || _freshLine + needed > HeapLayout.LinesPerBlock)
        {
            if (EmptyCount == 0)
            {
                start = end = 0;
                return false;
            }

            if (!_fresh.IsNull && _freshLine < HeapLayout.LinesPerBlock)
            {
                // What is left is a hole like any other.
                _fresh.NextAvailable = _partial;
                _partial = _fresh;
            }

            _fresh = PopEmpty();
            _freshLine = HeapLayout.FirstLine;
        }

        int line = _freshLine;
        _freshLine = Math.Min(line + wanted, HeapLayout.LinesPerBlock);
        return HandOut(_fresh, line, _freshLine, out start, out end);
    }

    private static bool HandOut(HeapBlock block, int line, int stop, out nuint start, out nuint end)
    {
        block.SetFresh(line, stop);
        start = block.AddressOf(line);
        end = block.AddressOf(stop);
        return true;
    }

    private void PushEmpty(HeapBlock block)
    {
        block.NextAvailable = _empty;
        _empty = block;
        EmptyCount++;
    }

    private HeapBlock PopEmpty()
    {
        HeapBlock block = _empty;
        _empty = block.NextAvailable;
        EmptyCount--;
        return block;
    }

    private static nuint LinesFor(nuint bytes) => (bytes + HeapLayout.LineBytes - 1) >> HeapLayout.LineShift;
}

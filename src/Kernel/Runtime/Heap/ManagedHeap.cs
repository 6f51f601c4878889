using System;
using Hermit.Runtime.Handles;

namespace Hermit.Runtime.Heap;

/// <summary>
/// The managed heap of a program: allocation, collection, handles and finalization. Objects never move. docs/gc.md is its design.
/// </summary>
/// <remarks>One lock guards all state; members take the platform's lock unless they say otherwise.</remarks>
// SAFETY: members take the platform's lock before they touch state, unless they say otherwise.
[Synchronized]
internal sealed partial class ManagedHeap<TPlatform>
    where TPlatform : struct, IHeapPlatform
{
    private const int OldestGeneration = 2;
    private const int YoungestGeneration = 0;

    // 0 is the epoch of large objects that no collection has seen.
    private const uint FirstEpoch = 1;
    private const nuint FirstStackEntries = 2048;
    private const nuint LeastReserve = 256 * 1024;
    private const nuint MostReserve = 4 * 1024 * 1024;
    private const nuint LeastBudget = 1024 * 1024;
    private const nuint MostBudget = 64 * 1024 * 1024;

    private TPlatform _platform;
    private PageMap _map;
    private CardTable _cards;
    private BlockSpace _blocks;
    private LargeObjectSpace _large;
    private Marker _marker;
    private HandleTable _handles;
    private FinalizationQueue _finalization;
    private FrozenSegments _frozen;
    private HeapStatistics _statistics;
    private HeapStatistics _lastEphemeral;
    private HeapStatistics _lastOfEverything;
    private nuint _marksOffset;
    private nuint _reserve;
    private nuint _allocated;
    private nuint _liveLimit;
    private nuint _largestChunk;
    private nuint _grownStack;
    private uint _epoch;
    private bool _mayUseReserve;

    /// <summary>
    /// Takes the heap's tables from <paramref name="platform"/>. Called once, before any other member, by the only thread. False
    /// when there is no memory for them.
    /// </summary>
    public bool TryInitialize(TPlatform platform)
    {
        _platform = platform;
        nuint tableBytes = RoundToPages(PageMap.TableBytes(platform.LowestAddress, platform.HighestAddress));
        nuint cardBytes = RoundToPages(CardTable.TableBytes(platform.LowestAddress, platform.HighestAddress));
        nuint stackBytes = FirstStackEntries * HeapLayout.WordBytes;
        if (!_platform.TryAllocatePages(tableBytes + cardBytes + HeapLayout.PageBytes + stackBytes, HeapLayout.PageBytes, out nuint memory))
        {
            return false;
        }

        nuint cards = memory + tableBytes;
        nuint frozen = cards + cardBytes;

        // SAFETY: the platform handed the memory out for good: two tables, a page, and the stack.
        unsafe
        {
            _map.Initialize(memory, platform.LowestAddress, platform.HighestAddress);
            _cards.Initialize(cards, platform.LowestAddress, platform.HighestAddress);
            HeapMemory.Clear(frozen, HeapLayout.PageBytes);
            _frozen.Initialize(frozen);
            _marker.SetStack(frozen + HeapLayout.PageBytes, FirstStackEntries);
        }

        _platform.UseCards(in _cards);
        _marksOffset = HeapLayout.EvenBitmapOffset;
        _epoch = FirstEpoch;
        _reserve = Math.Clamp(platform.TotalBytes / 32, LeastReserve, MostReserve);
        _largestChunk = HeapLayout.BlockBytes;
        _noCollectionEnd = NoCollectionStatus.NotInProgress;
        _statistics.Budget = BudgetOf(platform.TotalBytes);
        _liveLimit = _statistics.Budget;
        return true;
    }

    private static nuint RoundToPages(nuint bytes) => (bytes + HeapLayout.PageBytes - 1) & ~(nuint)(HeapLayout.PageBytes - 1);

    private static nuint BudgetOf(nuint totalBytes) => Math.Clamp(totalBytes / 8, LeastBudget, MostBudget);

    // The bitmap that the running collection of everything does not set: the survivors of the one before.
    private nuint StartsOffset => HeapLayout.EvenBitmapOffset + HeapLayout.OddBitmapOffset - _marksOffset;

    // Leaves the reserve to the kernel: stacks, buffers and tables must not fail because the program's heap took all. Half of it is for
    // threads that have been told so: making, handling and reporting an OutOfMemoryException takes memory, which no other thread may
    // take first.
    private bool TryTakePages(nuint bytes, nuint alignment, out nuint address) =>
        TryTakePages(bytes, alignment, _mayUseReserve ? _reserve / 2 : _reserve, out address);

    private bool TryTakePages(nuint bytes, nuint alignment, nuint heldBack, out nuint address)
    {
        address = 0;
        return _platform.AvailableBytes >= bytes + heldBack && _platform.TryAllocatePages(bytes, alignment, out address);
    }

    // For handles and for objects with finalizers, which a handler of an exception may need a few of.
    private bool TryTakeZeroedPage(out nuint address)
    {
        if (!TryTakePages(HeapLayout.PageBytes, HeapLayout.PageBytes, _reserve / 2, out address))
        {
            return false;
        }

        // SAFETY: the platform has just handed the page out.
        unsafe
        {
            HeapMemory.Clear(address, HeapLayout.PageBytes);
        }

        return true;
    }

    private bool TryAddBlock()
    {
        if (!TryTakePages(HeapLayout.BlockBytes, HeapLayout.BlockBytes, out nuint address))
        {
            return false;
        }

        _map.SetBlock(address);
        _cards.Of(address, HeapLayout.BlockBytes).Clear();

        // SAFETY: the platform has just handed the memory out, at a multiple of its size.
        unsafe
        {
            _blocks.Add(HeapBlock.Format(address));
        }

        return true;
    }

    // Gives empty blocks back to the platform until this many are left.
    private void TrimBlocks(int keep)
    {
        HeapBlock block = _blocks.RemoveEmpty(keep);
        while (!block.IsNull)
        {
            HeapBlock next = block.Next;
            _map.Clear(block.Address, HeapLayout.BlockBytes);
            _platform.FreePages(block.Address, HeapLayout.BlockBytes);
            block = next;
        }
    }
}

using System;
using Hermit.Runtime.Handles;

namespace Hermit.Runtime.Heap;

/// <remarks>Between stopping and resuming the world no thread of the program runs.</remarks>
internal sealed partial class ManagedHeap<TPlatform>
{
    private const nuint LeastLargestChunk = 512;

    /// <summary>Collects now, and gives all memory that then holds no objects back if asked to. Stops the world for the time it takes.</summary>
    /// <remarks>Safety: the calling thread's registers are on its stack.</remarks>
    /// <param name="generation">The oldest generation that was asked for: of 1 all are collected, too; the count is that generation's and the younger ones'.</param>
    /// <param name="releaseMemory">Whether to give memory back.</param>
    public void Collect(int generation = OldestGeneration, bool releaseMemory = false)
    {
        _platform.EnterLock();
        EndNoCollectionRegion(NoCollectionStatus.CollectionInduced);
        CollectLocked(generation);
        if (releaseMemory)
        {
            TrimBlocks(0);
        }

        _platform.ExitLock();
    }

    /// <summary>Gives all memory that holds no objects back to the platform.</summary>
    public void ReleaseFreeMemory()
    {
        _platform.EnterLock();
        TrimBlocks(0);
        _platform.ExitLock();
    }

    // Says whether it collected everything.
    private bool CollectIfDue(nuint bytes)
    {
        bool stress = IsStressDue();
        if (_allocated + bytes < _statistics.Budget && !stress)
        {
            return false;
        }

        EndNoCollectionRegion(NoCollectionStatus.AllocationExceeded);
        bool everything = stress ? IsStressForEverything() : _statistics.LiveBytes + bytes > _liveLimit;
        if (everything)
        {
            NoticeApproach(isDue: true);
        }

        CollectLocked(everything ? OldestGeneration : YoungestGeneration);
        return everything;
    }

    private void CollectLocked(int generation = OldestGeneration)
    {
        bool young = generation == YoungestGeneration;
        long begin = _platform.Timestamp;
        _statistics.BytesBefore = _statistics.LiveBytes + _allocated;
        _statistics.YoungBytesBefore = _allocated;
        _platform.StopWorld();
        ContextRetirement retirement = default;
        _platform.VisitContexts(ref retirement);
        _statistics.AllocatedBytes -= retirement.UnusedBytes;
        if (young)
        {
            BeginYoung();
        }
        else
        {
            BeginEverything();
        }

        Mark();
        long end = _platform.Timestamp;
        _platform.ResumeWorld();

        // Threads may run again: they do not read what sweeping writes, and wait for the lock when they need memory.
        Sweep(young);
        CountCollection(generation, begin, end);
        SetBudget(young, retirement.Count);
        if (young)
        {
            NoticeApproach(isDue: false);
        }
        else
        {
            NoticeEnd();
        }

        CheckUnderStress();
        if (_finalization.ReadyCount > 0)
        {
            _platform.OnFinalizersReady();
        }
    }

    // Survivors keep their marks: they count as found, and only those of their references are followed that were stored since.
    private void BeginYoung()
    {
        _marker.Begin(in _map, _marksOffset, _marksOffset, _epoch);
        _blocks.MarkFromCards(in _cards, ref _marker);
        _large.MarkFromCards(in _cards, ref _marker);
    }

    private void BeginEverything()
    {
        nuint starts = _marksOffset;
        _marksOffset = StartsOffset;
        _blocks.ClearBitmaps(_marksOffset);
        _blocks.ClearCards(in _cards);
        _large.ClearCards(in _cards);
        if (++_epoch == 0)
        {
            _epoch = FirstEpoch;
        }

        _marker.Begin(in _map, _marksOffset, starts, _epoch);
    }

    private void Sweep(bool young)
    {
        _blocks.Sweep(young, _marksOffset, poison: _stressInterval != 0);
        if (!young)
        {
            _blocks.KeepOnly(StartsOffset, _marksOffset);
            while (_finalization.TryShrink(out nuint page))
            {
                _platform.FreePages(page, HeapLayout.PageBytes);
            }
        }

        LargeObject dead = _large.Sweep(_epoch, ref _map);
        while (!dead.IsNull)
        {
            LargeObject next = dead.Next;
            _platform.FreePages(dead.RunAddress, dead.RunBytes);
            dead = next;
        }
    }

    private void CountCollection(int generation, long begin, long end)
    {
        nuint usable = (nuint)(_blocks.Count - _blocks.EmptyCount) * HeapLayout.UsableLines;
        _statistics.Collections++;
        _statistics.LastGeneration = generation;
        _statistics.FirstGenerationCollections += generation >= 1 ? 1 : 0;
        _statistics.SecondGenerationCollections += generation >= 2 ? 1 : 0;
        _statistics.LastPauseTicks = end - begin;
        _statistics.PauseTicks += end - begin;
        _statistics.PausePermyriad = (uint)((end - begin) * 10_000 / Math.Max(end - _statistics.LastEndTicks, 1));
        _statistics.LastEndTicks = end;
        _statistics.LiveBytes = (_blocks.LiveLines * HeapLayout.LineBytes) + _large.Bytes;
        _statistics.FragmentedBytes = (usable - _blocks.LiveLines) * HeapLayout.LineBytes;
        _allocated = 0;
        if (generation == OldestGeneration)
        {
            _lastOfEverything = _statistics;
        }
        else
        {
            _lastEphemeral = _statistics;
        }
    }

    // A collection of everything is due when twice as much, or a budget more, lives as survived the last one, so that its cost is spread over an
    // allocation in proportion.
    private void SetBudget(bool young, int contexts)
    {
        nuint budget = BudgetOf(_platform.TotalBytes);
        _statistics.Budget = budget;
        if (!young)
        {
            _liveLimit = _statistics.LiveBytes + Math.Max(budget, _statistics.LiveBytes);
        }

        nuint share = budget / 8 / (nuint)Math.Max(contexts, 1);
        _largestChunk = Math.Clamp(share, LeastLargestChunk, HeapLayout.BlockBytes);
        TrimBlocks((int)(budget / HeapLayout.BlockBytes) + 1);
    }
}

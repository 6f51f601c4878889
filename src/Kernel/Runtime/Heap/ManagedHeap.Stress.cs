using System;

namespace Hermit.Runtime.Heap;

internal sealed partial class ManagedHeap<TPlatform>
{
    private const uint StressCollectionsForEverything = 4;

    // A collection is due when this part of what lives was allocated.
    private const uint StressShare = 32;

    private uint _stressInterval;
    private uint _stressCountdown;
    private uint _stressCollections;

    /// <summary>
    /// Looks for errors of the heap or of whoever uses it: collects before every <paramref name="interval"/>-th chunk, every fourth time everything (more
    /// seldom where much lives: each time has to look at all of it), keeps chunks small, overwrites what is free, and panics when a collection leaves the
    /// heap in disorder. 0 ends that. Before any other thread uses the heap.
    /// </summary>
    public void SetStress(uint interval)
    {
        _stressInterval = interval;
        _stressCountdown = interval;
        _largestChunk = interval != 0 ? LeastLargestChunk : HeapLayout.BlockBytes;
    }

    private bool IsStressDue()
    {
        if (_stressInterval == 0 || --_stressCountdown != 0)
        {
            return false;
        }

        // So that the whole takes time in proportion to what is allocated, and not to its square.
        _stressCountdown = Math.Max(_stressInterval, (uint)(_statistics.LiveBytes / LeastLargestChunk / StressShare));
        return true;
    }

    private bool IsStressForEverything() => ++_stressCollections % StressCollectionsForEverything == 0;

    // The lock is held, so no object is younger than the collection.
    private void CheckUnderStress()
    {
        if (_stressInterval == 0)
        {
            return;
        }

        _largestChunk = LeastLargestChunk;
        HeapVerifier verifier = default;
        verifier.Verify(in _blocks, in _large, in _map, _marksOffset);
        Panic.Unless(verifier.MisplacedObjects == 0, "the managed heap has objects that overlap or are cut off");
        Panic.Unless(verifier.ObjectsInDeadLines == 0, "the managed heap has objects in memory that it takes for free");
        Panic.Unless(verifier.DanglingReferences == 0, "the managed heap has references that lead to no object");
    }
}

using Hermit.Runtime.Handles;

namespace Hermit.Runtime.Heap;

/// <remarks>Addresses are those of objects; reading numbers without the lock gives old ones at worst.</remarks>
internal sealed partial class ManagedHeap<TPlatform>
{
    /// <summary>What the heap has done so far. Does not wait; numbers of a collection in progress may be mixed with older ones.</summary>
    public HeapStatistics Statistics => _statistics;

    /// <summary>What there was to say after the last collection of generation 0 or 1. Does not wait.</summary>
    public HeapStatistics LastEphemeral => _lastEphemeral;

    /// <summary>What there was to say after the last collection of generation 2. Does not wait.</summary>
    public HeapStatistics LastOfEverything => _lastOfEverything;

    /// <summary>The time in units of 100 ns, as the statistics count it. Does not wait.</summary>
    public long Now => _platform.Timestamp;

    /// <summary>Bytes of memory that objects may be in: survivors, and what was handed out since. Does not wait.</summary>
    public nuint UsedBytes => _statistics.LiveBytes + _allocated;

    /// <summary>Bytes of memory that the heap has taken for objects. Does not wait.</summary>
    public nuint CommittedBytes => ((nuint)_blocks.Count * HeapLayout.BlockBytes) + _large.Bytes;

    /// <summary>Bytes of large objects. Does not wait.</summary>
    public nuint LargeBytes => _large.Bytes;

    /// <summary>Pinned handles that the last collection saw. Does not wait.</summary>
    public int PinnedCount => _handles.PinnedCount;

    /// <summary>Objects that wait for their finalizers. Does not wait.</summary>
    public int FinalizationReadyCount => _finalization.ReadyCount;

    /// <summary>Bytes allocated so far, without what threads have not used of their chunks. Stops the world.</summary>
    public ulong CountAllocatedBytes()
    {
        _platform.EnterLock();
        _platform.StopWorld();
        UnusedBytesCount unused = default;
        _platform.VisitContexts(ref unused);
        ulong bytes = _statistics.AllocatedBytes - unused.Bytes;
        _platform.ResumeWorld();
        _platform.ExitLock();
        return bytes;
    }

    /// <summary>
    /// The generation of the object at <paramref name="address"/>: 0 when it is younger than the last collection, 2 when it has survived a collection
    /// of more than the young objects after its first, else 1. Objects too large for the
    /// young generations of .NET, and those outside the heap, are in the oldest one.
    /// </summary>
    public int GenerationOf(nuint address)
    {
        _platform.EnterLock();
        byte kind = _map.KindOf(address);
        int generation = OldestGeneration;

        // SAFETY: the page map says what the page is.
        unsafe
        {
            if (kind == PageKind.Block)
            {
                HeapBlock block = HeapBlock.Containing(address);
                generation = !block.HasBit(address, _marksOffset) ? 0 : block.HasBit(address, StartsOffset) ? OldestGeneration : 1;
            }
            else if (kind == PageKind.LargeStart && ManagedObject.SizeOf(address) < HeapLayout.OldObjectBytes)
            {
                generation = (int)LargeObject.At(address).Survivals;
            }
        }

        _platform.ExitLock();
        return generation;
    }

    /// <summary>Whether the object at <paramref name="address"/> is of the heap, rather than frozen.</summary>
    public bool Contains(nuint address) => _map.KindOf(address) != PageKind.None;

    /// <summary>Checks the heap as the last collection left it. No other thread has run since.</summary>
    public HeapVerifier Verify()
    {
        HeapVerifier verifier = default;
        _platform.EnterLock();
        verifier.Verify(in _blocks, in _large, in _map, _marksOffset);
        _platform.ExitLock();
        return verifier;
    }
}

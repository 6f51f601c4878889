namespace Hermit.Runtime.Heap;

/// <summary>What the heap has done so far.</summary>
public struct HeapStatistics
{
    /// <summary>Collections, of which each was of the youngest generation at least.</summary>
    public int Collections;

    /// <summary>Collections of generation 1 or an older one.</summary>
    public int FirstGenerationCollections;

    /// <summary>Collections of generation 2.</summary>
    public int SecondGenerationCollections;

    /// <summary>The oldest generation that the last collection was for.</summary>
    public int LastGeneration;

    /// <summary>Bytes handed out to threads, less what they left unused.</summary>
    public ulong AllocatedBytes;

    /// <summary>Time the world was stopped, in units of 100 ns.</summary>
    public long PauseTicks;

    /// <summary>Time the world was stopped by the last collection, in units of 100 ns.</summary>
    public long LastPauseTicks;

    /// <summary>When the last collection ended, as the platform counts time.</summary>
    public long LastEndTicks;

    /// <summary>Bytes of heap in use before the last collection.</summary>
    public nuint BytesBefore;

    /// <summary>Bytes handed out between the last collection and the one before.</summary>
    public nuint YoungBytesBefore;

    /// <summary>Bytes of heap in use after the last collection: lines and page runs with survivors.</summary>
    public nuint LiveBytes;

    /// <summary>Bytes of lines that the last collection found free in blocks with survivors.</summary>
    public nuint FragmentedBytes;

    /// <summary>Percentage of time, in hundredths, that the last collection took of the time since the one before.</summary>
    public uint PausePermyriad;

    /// <summary>Bytes that may be handed out until the next collection.</summary>
    public nuint Budget;
}

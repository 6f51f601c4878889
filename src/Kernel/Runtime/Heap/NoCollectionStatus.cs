namespace Hermit.Runtime.Heap;

/// <summary>How a region without collections began or ended; the values are those of System.GC's private <c>StartNoGCRegionStatus</c> and <c>EndNoGCRegionStatus</c>.</summary>
public enum NoCollectionStatus
{
    /// <summary>As asked.</summary>
    Succeeded = 0,

    /// <summary>Ending: there was no region.</summary>
    NotInProgress = 1,

    /// <summary>Ending: a collection was asked for meanwhile.</summary>
    CollectionInduced = 2,

    /// <summary>Ending: more was allocated than announced.</summary>
    AllocationExceeded = 3,
}

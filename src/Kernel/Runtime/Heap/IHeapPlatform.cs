namespace Hermit.Runtime.Heap;

/// <summary>
/// What the heap needs of the machine and of threads. Members called between <see cref="StopWorld"/> and <see cref="ResumeWorld"/>
/// may not wait for anything that a stopped thread can hold.
/// </summary>
/// <remarks>Memory handed out is the caller's alone until it is given back.</remarks>
internal interface IHeapPlatform
{
    /// <summary>No memory that <see cref="TryAllocatePages"/> hands out is below this address.</summary>
    nuint LowestAddress { get; }

    /// <summary>No memory that <see cref="TryAllocatePages"/> hands out is at or above this address.</summary>
    nuint HighestAddress { get; }

    /// <summary>Bytes of memory of the machine.</summary>
    nuint TotalBytes { get; }

    /// <summary>Bytes of memory that nobody uses.</summary>
    nuint AvailableBytes { get; }

    /// <summary>The time in units of 100 ns, from any beginning.</summary>
    long Timestamp { get; }

    /// <summary>
    /// Takes <paramref name="bytes"/> of memory, a multiple of 4,096, aligned to <paramref name="alignment"/>; its content is anything.
    /// Does not wait. Called also while the world is stopped.
    /// </summary>
    bool TryAllocatePages(nuint bytes, nuint alignment, out nuint address);

    /// <summary>Gives back what <see cref="TryAllocatePages"/> handed out.</summary>
    void FreePages(nuint address, nuint bytes);

    /// <summary>From now on whoever stores a reference sets the card of where it is stored. Called once, before there are objects.</summary>
    void UseCards(in CardTable cards);

    /// <summary>Takes the heap lock; waits for it. A thread that waits can be stopped.</summary>
    void EnterLock();

    /// <summary>Gives the heap lock back.</summary>
    void ExitLock();

    /// <summary>The calling thread is not stopped until <see cref="EndUnstopped"/>: whoever stops the world waits for it. It may not wait meanwhile.</summary>
    void BeginUnstopped();

    /// <summary>Ends what <see cref="BeginUnstopped"/> began.</summary>
    void EndUnstopped();

    /// <summary>Stops every other thread at some instruction outside a restartable sequence. The caller holds the heap lock.</summary>
    void StopWorld();

    /// <summary>Lets the threads run again.</summary>
    void ResumeWorld();

    /// <summary>Shows <paramref name="visitor"/> the allocation context of every thread. The world is stopped.</summary>
    void VisitContexts<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IContextVisitor;

    /// <summary>Marks what stacks and registers point into and what thread-local slots refer to. The world is stopped.</summary>
    void MarkRoots(ref Marker marker);

    /// <summary>CPUs that have nothing to do while the world is stopped.</summary>
    int HelperCount { get; }

    /// <summary>
    /// Makes each of <see cref="HelperCount"/> CPUs call <see cref="ManagedHeap{TPlatform}.Help"/> once, if it gets to it in time. The world is stopped.
    /// Does not wait.
    /// </summary>
    void InviteHelpers();

    /// <summary>Waits until those that have begun have returned; others do not begin any more.</summary>
    void DismissHelpers();

    /// <summary>Objects wait for their finalizers. The caller holds the heap lock.</summary>
    void OnFinalizersReady();

    /// <summary>A collection of everything is near, of which notice was asked for. The caller holds the heap lock.</summary>
    void OnFullCollectionNears();

    /// <summary>The collection of everything is over that <see cref="OnFullCollectionNears"/> told of. The caller holds the heap lock.</summary>
    void OnFullCollectionEnds();
}

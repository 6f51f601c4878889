using System.Runtime.InteropServices;

namespace Hermit.Scheduling;

/// <summary>
/// A kernel thread. It stands at the top of its own stack, so it is created and freed with it; pointers to it are held only by the scheduler's
/// queues, which a thread leaves before it ends.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct Thread
{
    /// <summary>Where its registers are while it does not run.</summary>
    public nuint StackPointer;

    /// <summary>Its thread block.</summary>
    public ThreadBlock* Block;

    /// <summary>Its stack, of which this is the top.</summary>
    public ThreadStack Stack;

    /// <summary>Its neighbours in the one queue that it stands in.</summary>
    public Thread* Next, Previous;

    /// <summary>Its neighbours among all threads.</summary>
    public Thread* NextInAll, PreviousInAll;

    /// <summary>Its place among the sleepers.</summary>
    public Thread* HeapChild, HeapSibling, HeapPrevious;

    /// <summary>When it is woken at the latest, in nanoseconds since boot, while it is among the sleepers.</summary>
    public ulong Deadline;

    /// <summary>The queue that it waits in, if any.</summary>
    public WaitQueue* Queue;

    /// <summary>Its number, from 1; 0 is the idle thread.</summary>
    public uint Id;

    /// <summary>What it is doing.</summary>
    public ThreadState State;

    /// <summary>Whether the time-out ended its last wait.</summary>
    public bool TimedOut;

    /// <summary>Whether it is among the sleepers.</summary>
    public bool Sleeps;
}

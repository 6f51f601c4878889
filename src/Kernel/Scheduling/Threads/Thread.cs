using Hermit.Memory;

namespace Hermit.Scheduling;

/// <summary>A kernel thread: a record in the scheduler's pool, reached under the scheduler's lock only. What it runs on is its <see cref="ThreadArea"/>.</summary>
internal struct Thread : IDeadlineNode<Thread>
{
    /// <summary>Where its registers are while it does not run.</summary>
    public nuint StackPointer;

    /// <summary>The address of its area: what the thread base refers to.</summary>
    public nuint Area;

    /// <summary>The address after its stack.</summary>
    public nuint StackHigh;

    /// <summary>Its neighbours in the one queue that it stands in: of a CPU, of a wait queue, of the threads that have ended.</summary>
    public PoolLink Next, Previous;

    /// <summary>Its neighbours among all threads.</summary>
    public PoolLink NextInAll, PreviousInAll;

    /// <summary>Its place among the sleepers of <see cref="Cpu"/>, and when it is woken at the latest.</summary>
    public DeadlineNode Sleep;

    /// <summary>The wait queue that it stands in, if any.</summary>
    public PoolLink WaitsIn;

    /// <summary>Its number, from 1; idle threads have 0.</summary>
    public uint Id;

    /// <summary>The CPU that it runs on, or ran on last.</summary>
    public byte Cpu;

    /// <summary>What it is doing.</summary>
    public ThreadState State;

    /// <summary>Whether the time-out ended its last wait.</summary>
    public bool TimedOut;

    /// <summary>Whether it last blocked before a tick saw it run: it uses little of the processor, and goes before others when its sleep ends.</summary>
    public bool IsBrief;

    /// <summary>Whether it goes before others when it becomes ready: the kernel's worker, which interrupts wait for.</summary>
    public bool IsUrgent;

    /// <inheritdoc/>
    public static ref DeadlineNode Node(ref Thread value) => ref value.Sleep;
}

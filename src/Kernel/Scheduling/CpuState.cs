using System.Runtime.CompilerServices;

using Hermit.Memory;

namespace Hermit.Scheduling;

/// <summary>What the scheduler knows of one CPU.</summary>
internal struct CpuState
{
    /// <summary>Threads that wait for this CPU, or for another one to steal them.</summary>
    public ThreadQueue Ready;

    /// <summary>Threads that wait for a moment, which this CPU's timer tells.</summary>
    public DeadlineQueue<Thread> Sleepers;

    /// <summary>The thread that runs.</summary>
    public PoolLink Current;

    /// <summary>The thread that runs when no other can.</summary>
    public PoolLink Idle;

    /// <summary>When the timer looks whether the running thread has run long enough; 0 when nobody has waited since it last did.</summary>
    public ulong NextTick;

    /// <summary>Whether the running thread ran at the last tick already: at the next, it has to let others run.</summary>
    public bool RanAtTick;

    /// <summary>How long the CPU has had nothing to do so far, but for the time that it has had nothing to do now.</summary>
    public ulong IdleNanoseconds;

    /// <summary>Since when it has nothing to do, in nanoseconds since boot; 0 while it has.</summary>
    public ulong IdleSince;

    /// <summary>What the timer is armed for.</summary>
    public ulong TimerDeadline;

    /// <summary>All CPUs there can be.</summary>
    [InlineArray(CpuSet.Most)]
    public struct All
    {
        private CpuState _first;
    }
}

using Hermit.Memory;

namespace Hermit.Scheduling;

/// <summary>What threads wait in: a wait queue, an event, either side of a monitor, or a wait set.</summary>
internal struct WaitRecord
{
    /// <summary>Those that wait.</summary>
    public ThreadQueue Threads;

    /// <summary>How often somebody was to be woken, modulo 2³²: see <see cref="WaitTicket"/>.</summary>
    public uint Wakes;

    /// <summary>The first of the wait sets' memberships that look at this.</summary>
    public PoolLink FirstObserver;

    /// <summary>For a monitor: the thread that holds it.</summary>
    public PoolLink Owner;

    /// <summary>For a monitor: what threads wait in for its condition.</summary>
    public PoolLink Condition;

    /// <summary>For a wait set: the first of its memberships.</summary>
    public PoolLink FirstMember;

    /// <summary>For a wait set: the memberships whose queues have been woken, in that order.</summary>
    public PoolLink FirstTriggered, LastTriggered;

    /// <summary>For an event: whether it is set.</summary>
    public bool IsSignalled;
}

using Hermit.Sync;

namespace Hermit.Scheduling;

/// <summary>
/// A <see cref="WaitQueue"/> that is made by the first who waits and lives for good: for statics, whose default value is one. Where memory for it
/// runs out, waiting is sleeping for a moment.
/// </summary>
// SAFETY: the handle is published once, by compare-and-exchange; the queue itself is the scheduler lock's.
[Synchronized]
public struct WaitPoint
{
    private const ulong NapNanoseconds = 1_000_000;

    private AtomicUInt64 _queue;

    /// <inheritdoc cref="WaitQueue.Ticket"/>
    // Without a queue: a number that no new queue has, so that one which is made meanwhile does not make the caller wait.
    public readonly WaitTicket Ticket() => TryGetQueue(out WaitQueue queue) ? queue.Ticket() : new WaitTicket(uint.MaxValue);

    /// <inheritdoc cref="WaitQueue.Wait"/>
    public readonly bool Wait(WaitTicket ticket, Deadline deadline)
    {
        if (Existing is { IsNull: false } queue)
        {
            return queue.Wait(ticket, deadline);
        }

        Scheduler.SleepUntil(Deadline.Earlier(deadline, Deadline.In(NapNanoseconds)));
        return !deadline.HasPassed;
    }

    /// <inheritdoc cref="WaitQueue.WakeOne"/>
    public readonly void WakeOne() => Existing.WakeOne();

    /// <inheritdoc cref="WaitQueue.WakeAll"/>
    public readonly void WakeAll() => Existing.WakeAll();

    /// <summary>The queue, for a <see cref="WaitSet"/>; false when memory ran out.</summary>
    public readonly bool TryGetQueue(out WaitQueue queue)
    {
        queue = Existing;
        if (!queue.IsNull)
        {
            return true;
        }

        if (!WaitQueue.TryCreate(out WaitQueue created))
        {
            return false;
        }

        queue = created;
        if (!_queue.TryCompareExchange(0, created.ToBits(), MemoryOrder.AcquireRelease))
        {
            created.Destroy();
            queue = Existing;
        }

        return true;
    }

    private readonly WaitQueue Existing => WaitQueue.FromBits(_queue.Load(MemoryOrder.Acquire));
}

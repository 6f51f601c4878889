using System.Collections.Concurrent;

using Hermit.Scheduling;
using Hermit.Sync;

namespace Hermit.Explorer;

/// <summary>A CPU of a <see cref="SimulatedMachine"/>: its pending interrupts, and what its block holds.</summary>
internal sealed class SimulatedCpu(int number)
{
    // One explored thread runs at a time, so the queue needs no order of its own; the counter is what others see.
    private readonly ConcurrentQueue<Action> _pending = new();
    private AtomicInt32 _posted;

    public int Number { get; } = number;

    public uint PreemptionDisabled { get; set; }

    public bool NeedsReschedule { get; set; }

    public bool InInterrupt { get; private set; }

    /// <summary>Makes an interrupt pending.</summary>
    public void Post(Action handler)
    {
        _pending.Enqueue(handler);
        _posted.FetchAdd(1, MemoryOrder.Release);
    }

    /// <summary>Runs the pending interrupts, on whatever runs on the CPU and has them unmasked; false when there are none.</summary>
    public bool TryDeliver()
    {
        if (InInterrupt || _posted.Load(MemoryOrder.Acquire) == 0)
        {
            return false;
        }

        _posted.FetchAdd(-1, MemoryOrder.Acquire);
        _pending.TryDequeue(out Action? handler);

        // What the interrupted thread has looked at since it last waited, it has not looked at again.
        ExploredThread thread = Instrumentation.Thread;
        var loaded = new Dictionary<AtomicLocation, int>(thread.LoadedSinceWait);
        InInterrupt = true;
        handler!();
        InInterrupt = false;
        foreach ((AtomicLocation location, int store) in loaded)
        {
            thread.LoadedSinceWait[location] = store;
        }

        return true;
    }

    /// <summary>What happens when an interrupt returns: another thread may have to run.</summary>
    public void PreemptIfDue()
    {
        if (NeedsReschedule && PreemptionDisabled == 0)
        {
            Scheduler.YieldPreempted();
        }
    }
}

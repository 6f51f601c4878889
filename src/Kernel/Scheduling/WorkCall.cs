using Hermit.Sync;

namespace Hermit.Scheduling;

/// <summary>A call to other CPUs, which each follows once or, when it is cancelled first, not at all.</summary>
// SAFETY: atomics only.
[Synchronized]
internal struct WorkCall
{
    private AtomicUInt64 _invited;
    private AtomicInt32 _active;

    /// <summary>Whether a CPU may still be doing what it was asked for. Meaningful after <see cref="Cancel"/>.</summary>
    public readonly bool IsActive => _active.Load(MemoryOrder.Acquire) != 0;

    /// <summary>Asks some. What the caller has written before is visible to those that accept.</summary>
    public readonly void Invite(CpuSet cpus) => _invited.Store(cpus.Bits, MemoryOrder.Release);

    /// <summary>Asks nobody any more.</summary>
    public readonly void Cancel() => _invited.Exchange(0, MemoryOrder.AcquireRelease);

    /// <summary>Whether a CPU was asked and has not come yet; then it has now, until <see cref="Finish"/>.</summary>
    public readonly bool TryAccept(int cpu)
    {
        ulong bit = 1ul << cpu;
        if ((_invited.Load(MemoryOrder.Relaxed) & bit) == 0)
        {
            return false;
        }

        // Counted first: who cancels the call finds it either not accepted or active.
        _active.FetchAdd(1, MemoryOrder.Relaxed);
        if ((_invited.FetchAnd(~bit, MemoryOrder.AcquireRelease) & bit) != 0)
        {
            return true;
        }

        Finish();
        return false;
    }

    /// <summary>Ends what was accepted. What the CPU has written is visible to who sees that it is not active.</summary>
    public readonly void Finish() => _active.FetchSubtract(1, MemoryOrder.Release);
}

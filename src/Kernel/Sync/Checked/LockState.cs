namespace Hermit.Sync;

/// <summary>What a checked build knows of one lock: its number, and the first places where it was used in each of the ways that exclude each other.</summary>
internal struct LockState
{
    private AtomicUInt32 _id;

    /// <summary>Where an interrupt handler took it.</summary>
    public FirstSite InHandler;

    /// <summary>Where it was taken with interrupts on.</summary>
    public FirstSite WithInterruptsOn;

    /// <summary>The number of the lock, given on first use, from 1.</summary>
    public readonly uint Id
    {
        get
        {
            uint id = _id.Load(MemoryOrder.Relaxed);
            if (id != 0)
            {
                return id;
            }

            uint fresh = LockChecks.NextId();
            uint found = _id.CompareExchange(0, fresh, MemoryOrder.Relaxed);
            return found == 0 ? fresh : found;
        }
    }
}

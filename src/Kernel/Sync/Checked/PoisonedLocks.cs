using System.Runtime.CompilerServices;

namespace Hermit.Sync;

/// <summary>The locks whose holder panicked. Entries are added and never removed; past its capacity the table learns no more.</summary>
// SAFETY: entries are claimed by compare-and-exchange and never change afterwards.
[Synchronized]
internal struct PoisonedLocks
{
    private const int Capacity = 64;

    private AtomicInt32 _claimed;
    private Entries _entries;

    /// <summary>Adds a lock and where its holder had taken it.</summary>
    public void Add(HeldLock held)
    {
        int index = _claimed.FetchAdd(1, MemoryOrder.Relaxed);
        if (index < Capacity)
        {
            _entries[index].TrySet(held);
        }
    }

    /// <summary>Whether lock <paramref name="id"/> is poisoned, and where its holder had taken it.</summary>
    public bool Find(uint id, out CallSite site)
    {
        int count = _claimed.Load(MemoryOrder.Relaxed);
        for (int index = 0; index < count && index < Capacity; index++)
        {
            if (_entries[index].TryGet(out HeldLock held) && held.Id == id)
            {
                site = held.Site;
                return true;
            }
        }

        site = default;
        return false;
    }

    [InlineArray(Capacity)]
    private struct Entries
    {
        private OnceCell<HeldLock> _first;
    }
}

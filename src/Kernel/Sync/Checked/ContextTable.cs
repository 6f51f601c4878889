using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Hermit.Sync;

/// <summary>
/// The contexts that hold locks now. A context has a slot from its first hold to the end of its last, so threads that end leave nothing behind.
/// When all slots are taken, further contexts are not checked.
/// </summary>
// SAFETY: a slot is claimed by compare-and-exchange, and used by the context that claimed it alone.
[Synchronized]
internal struct ContextTable
{
    private const int Capacity = 64;

    private Slots _slots;

    /// <summary>The number of the calling context's slot; −1 if it has none. With <paramref name="claim"/> it gets one if there is one free.</summary>
    public int Find(bool claim)
    {
        nuint context = CheckedPlatform.ContextId;
        for (int probe = 0; probe < Capacity; probe++)
        {
            if (_slots[probe].Owner.Load(MemoryOrder.Relaxed) == context)
            {
                return probe;
            }
        }

        for (int probe = 0; claim && probe < Capacity; probe++)
        {
            if (_slots[probe].Owner.TryCompareExchange(0, context, MemoryOrder.Acquire))
            {
                return probe;
            }
        }

        return -1;
    }

    /// <summary>The locks in the calling context's slot.</summary>
    [UnscopedRef]
    public ref HeldLocks HeldBy(int slot) => ref _slots[slot].Held;

    /// <summary>Gives the calling context's slot back.</summary>
    public void Free(int slot) => _slots[slot].Owner.Store(0, MemoryOrder.Release);

    [InlineArray(Capacity)]
    private struct Slots
    {
        private ContextSlot _first;
    }
}

using Hermit.Explorer;

namespace Hermit.Sync;

/// <summary>32 bits that several explored threads access: every operation goes through the explorer's memory model.</summary>
internal struct AtomicStorage32
{
    private readonly int _initial;
    private AtomicLocation? _location;

    public AtomicStorage32(int value)
    {
        _initial = value;
    }

    public readonly int Load(MemoryOrder order)
    {
        MemoryOrders.CheckLoad(order);
        return (int)MemoryModel.Load(Instrumentation.Thread, Location, order, Instrumentation.WeakMemory);
    }

    public readonly void Store(int value, MemoryOrder order)
    {
        MemoryOrders.CheckStore(order);
        MemoryModel.Store(Instrumentation.Thread, Location, value, order);
    }

    public readonly int Exchange(int value, MemoryOrder order) => Update(_ => value, order);

    public readonly int CompareExchange(int expected, int desired, MemoryOrder order) => Update(found => found == expected ? desired : null, order);

    public readonly int FetchAdd(int operand, MemoryOrder order) => Update(found => unchecked(found + operand), order);

    public readonly int FetchAnd(int operand, MemoryOrder order) => Update(found => found & operand, order);

    public readonly int FetchOr(int operand, MemoryOrder order) => Update(found => found | operand, order);

    private readonly int Update(Func<int, int?> update, MemoryOrder order) =>
        (int)MemoryModel.ReadModifyWrite(Instrumentation.Thread, Location, found => update((int)found), order);

    private readonly AtomicLocation Location
    {
        get
        {
            // SAFETY: one explored thread runs at a time, so making the location on first use cannot race.
            unsafe
            {
                ref AtomicLocation? location = ref System.Runtime.CompilerServices.Unsafe.AsRef(in _location);
                return Instrumentation.Resolve(ref location, _initial);
            }
        }
    }
}

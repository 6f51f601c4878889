using Hermit.Explorer;

namespace Hermit.Sync;

/// <summary>64 bits that several explored threads access: every operation goes through the explorer's memory model.</summary>
internal struct AtomicStorage64
{
    private readonly long _initial;
    private AtomicLocation? _location;

    public AtomicStorage64(long value)
    {
        _initial = value;
    }

    public readonly long Load(MemoryOrder order)
    {
        MemoryOrders.CheckLoad(order);
        return MemoryModel.Load(Instrumentation.Thread, Location, order, Instrumentation.WeakMemory);
    }

    public readonly void Store(long value, MemoryOrder order)
    {
        MemoryOrders.CheckStore(order);
        MemoryModel.Store(Instrumentation.Thread, Location, value, order);
    }

    public readonly long Exchange(long value, MemoryOrder order) => Update(_ => value, order);

    public readonly long CompareExchange(long expected, long desired, MemoryOrder order) => Update(found => found == expected ? desired : null, order);

    public readonly long FetchAdd(long operand, MemoryOrder order) => Update(found => unchecked(found + operand), order);

    public readonly long FetchAnd(long operand, MemoryOrder order) => Update(found => found & operand, order);

    public readonly long FetchOr(long operand, MemoryOrder order) => Update(found => found | operand, order);

    private readonly long Update(Func<long, long?> update, MemoryOrder order) =>
        MemoryModel.ReadModifyWrite(Instrumentation.Thread, Location, found => update(found), order);

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

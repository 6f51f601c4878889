using System.Runtime.CompilerServices;
using System.Threading;

namespace Hermit.Sync;

/// <summary>
/// 64 bits in memory that several threads access: the one place where the atomics touch memory. Interlocked operations are full fences,
/// volatile reads acquire and volatile writes release (ECMA-335 I.12.6 and the .NET memory model); what an order asks for beyond these is
/// added here, and a weaker order gets the next stronger one that .NET has.
/// </summary>
internal struct AtomicStorage64
{
    private long _value;

    public AtomicStorage64(long value)
    {
        _value = value;
    }

    // All members are readonly so that a caller which holds only a readonly reference gets no defensive copy, which would be another location.
    private readonly ref long Location
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        [System.Diagnostics.CodeAnalysis.UnscopedRef]
        get
        {
            // SAFETY: atomic accesses are defined for concurrent use, so the readonly receiver promises no constancy; nothing else uses the reference.
            unsafe
            {
                return ref Unsafe.AsRef(in _value);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly long Load(MemoryOrder order)
    {
        MemoryOrders.CheckLoad(order);
        return Volatile.Read(ref Location);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(long value, MemoryOrder order)
    {
        MemoryOrders.CheckStore(order);
        if (order == MemoryOrder.SequentiallyConsistent)
        {
            // The fence behind the store keeps a later load from overtaking it.
            Interlocked.Exchange(ref Location, value);
        }
        else
        {
            Volatile.Write(ref Location, value);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly long Exchange(long value, MemoryOrder order) => Interlocked.Exchange(ref Location, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly long CompareExchange(long expected, long desired, MemoryOrder order) => Interlocked.CompareExchange(ref Location, desired, expected);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly long FetchAdd(long operand, MemoryOrder order) => Interlocked.Add(ref Location, operand) - operand;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly long FetchAnd(long operand, MemoryOrder order) => Interlocked.And(ref Location, operand);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly long FetchOr(long operand, MemoryOrder order) => Interlocked.Or(ref Location, operand);
}

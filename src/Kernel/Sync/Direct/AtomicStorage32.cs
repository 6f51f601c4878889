using System.Runtime.CompilerServices;
using System.Threading;

namespace Hermit.Sync;

/// <summary>
/// 32 bits in memory that several threads access: the one place where the atomics touch memory. Interlocked operations are full fences,
/// volatile reads acquire and volatile writes release (ECMA-335 I.12.6 and the .NET memory model); what an order asks for beyond these is
/// added here, and a weaker order gets the next stronger one that .NET has.
/// </summary>
internal struct AtomicStorage32
{
    private int _value;

    public AtomicStorage32(int value)
    {
        _value = value;
    }

    // All members are readonly so that a caller which holds only a readonly reference gets no defensive copy, which would be another location.
    private readonly ref int Location
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
    public readonly int Load(MemoryOrder order)
    {
        MemoryOrders.CheckLoad(order);
        return Volatile.Read(ref Location);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(int value, MemoryOrder order)
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
    public readonly int Exchange(int value, MemoryOrder order) => Interlocked.Exchange(ref Location, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int CompareExchange(int expected, int desired, MemoryOrder order) => Interlocked.CompareExchange(ref Location, desired, expected);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int FetchAdd(int operand, MemoryOrder order) => Interlocked.Add(ref Location, operand) - operand;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int FetchAnd(int operand, MemoryOrder order) => Interlocked.And(ref Location, operand);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int FetchOr(int operand, MemoryOrder order) => Interlocked.Or(ref Location, operand);
}

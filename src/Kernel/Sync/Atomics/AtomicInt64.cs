using System.Runtime.CompilerServices;

namespace Hermit.Sync;

/// <summary>A signed 64-bit integer that several threads access at once. Eight bytes. No operation blocks.</summary>
// SAFETY: the one field is accessed by atomic operations only.
[Synchronized]
public struct AtomicInt64
{
    private AtomicStorage64 _storage;

    /// <summary>Makes a cell that holds <paramref name="value"/>. A default cell holds zero.</summary>
    public AtomicInt64(long value)
    {
        _storage = new AtomicStorage64(value);
    }

    /// <summary>Reads the value. Panics when <paramref name="order"/> releases.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly long Load(MemoryOrder order) => _storage.Load(order);

    /// <summary>Writes <paramref name="value"/>. Panics when <paramref name="order"/> acquires.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(long value, MemoryOrder order) => _storage.Store(value, order);

    /// <summary>Writes <paramref name="value"/> and returns the value it replaced.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly long Exchange(long value, MemoryOrder order) => _storage.Exchange(value, order);

    /// <summary>
    /// Writes <paramref name="desired"/> if the value is <paramref name="expected"/>. Returns the value found: the exchange was made exactly if that
    /// equals <paramref name="expected"/>. An exchange that is not made is a load, with the acquire part of <paramref name="order"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly long CompareExchange(long expected, long desired, MemoryOrder order) =>
        _storage.CompareExchange(expected, desired, order);

    /// <summary>Writes <paramref name="desired"/> if the value is <paramref name="expected"/>, and returns whether it did. It never fails spuriously.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool TryCompareExchange(long expected, long desired, MemoryOrder order) =>
        _storage.CompareExchange(expected, desired, order) == expected;

    /// <summary>Adds <paramref name="operand"/>, wrapping around on overflow, and returns the value before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly long FetchAdd(long operand, MemoryOrder order) => _storage.FetchAdd(operand, order);

    /// <summary>Subtracts <paramref name="operand"/>, wrapping around on overflow, and returns the value before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly long FetchSubtract(long operand, MemoryOrder order) => _storage.FetchAdd(unchecked(-operand), order);

    /// <summary>Keeps the bits that are set in <paramref name="operand"/>, and returns the value before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly long FetchAnd(long operand, MemoryOrder order) => _storage.FetchAnd(operand, order);

    /// <summary>Sets the bits that are set in <paramref name="operand"/>, and returns the value before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly long FetchOr(long operand, MemoryOrder order) => _storage.FetchOr(operand, order);
}

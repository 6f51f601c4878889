using System.Runtime.CompilerServices;

namespace Hermit.Sync;

/// <summary>A signed 32-bit integer that several threads access at once. Four bytes. No operation blocks.</summary>
// SAFETY: the one field is accessed by atomic operations only.
[Synchronized]
public struct AtomicInt32
{
    private AtomicStorage32 _storage;

    /// <summary>Makes a cell that holds <paramref name="value"/>. A default cell holds zero.</summary>
    public AtomicInt32(int value)
    {
        _storage = new AtomicStorage32(value);
    }

    /// <summary>Reads the value. Panics when <paramref name="order"/> releases.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int Load(MemoryOrder order) => _storage.Load(order);

    /// <summary>Writes <paramref name="value"/>. Panics when <paramref name="order"/> acquires.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(int value, MemoryOrder order) => _storage.Store(value, order);

    /// <summary>Writes <paramref name="value"/> and returns the value it replaced.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int Exchange(int value, MemoryOrder order) => _storage.Exchange(value, order);

    /// <summary>
    /// Writes <paramref name="desired"/> if the value is <paramref name="expected"/>. Returns the value found: the exchange was made exactly if that
    /// equals <paramref name="expected"/>. An exchange that is not made is a load, with the acquire part of <paramref name="order"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int CompareExchange(int expected, int desired, MemoryOrder order) =>
        _storage.CompareExchange(expected, desired, order);

    /// <summary>Writes <paramref name="desired"/> if the value is <paramref name="expected"/>, and returns whether it did. It never fails spuriously.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool TryCompareExchange(int expected, int desired, MemoryOrder order) =>
        _storage.CompareExchange(expected, desired, order) == expected;

    /// <summary>Adds <paramref name="operand"/>, wrapping around on overflow, and returns the value before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int FetchAdd(int operand, MemoryOrder order) => _storage.FetchAdd(operand, order);

    /// <summary>Subtracts <paramref name="operand"/>, wrapping around on overflow, and returns the value before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int FetchSubtract(int operand, MemoryOrder order) => _storage.FetchAdd(unchecked(-operand), order);

    /// <summary>Keeps the bits that are set in <paramref name="operand"/>, and returns the value before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int FetchAnd(int operand, MemoryOrder order) => _storage.FetchAnd(operand, order);

    /// <summary>Sets the bits that are set in <paramref name="operand"/>, and returns the value before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int FetchOr(int operand, MemoryOrder order) => _storage.FetchOr(operand, order);
}

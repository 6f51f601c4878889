using System.Runtime.CompilerServices;

namespace Hermit.Sync;

/// <summary>An unsigned 32-bit integer that several threads access at once. Four bytes. No operation blocks.</summary>
// SAFETY: the one field is accessed by atomic operations only.
[Synchronized]
public struct AtomicUInt32
{
    private AtomicStorage32 _storage;

    /// <summary>Makes a cell that holds <paramref name="value"/>. A default cell holds zero.</summary>
    public AtomicUInt32(uint value)
    {
        _storage = new AtomicStorage32(unchecked((int)value));
    }

    /// <summary>Reads the value. Panics when <paramref name="order"/> releases.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly uint Load(MemoryOrder order) => unchecked((uint)_storage.Load(order));

    /// <summary>Writes <paramref name="value"/>. Panics when <paramref name="order"/> acquires.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(uint value, MemoryOrder order) => _storage.Store(unchecked((int)value), order);

    /// <summary>Writes <paramref name="value"/> and returns the value it replaced.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly uint Exchange(uint value, MemoryOrder order) => unchecked((uint)_storage.Exchange(unchecked((int)value), order));

    /// <summary>
    /// Writes <paramref name="desired"/> if the value is <paramref name="expected"/>. Returns the value found: the exchange was made exactly if that
    /// equals <paramref name="expected"/>. An exchange that is not made is a load, with the acquire part of <paramref name="order"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly uint CompareExchange(uint expected, uint desired, MemoryOrder order) =>
        unchecked((uint)_storage.CompareExchange(unchecked((int)expected), unchecked((int)desired), order));

    /// <summary>Writes <paramref name="desired"/> if the value is <paramref name="expected"/>, and returns whether it did. It never fails spuriously.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool TryCompareExchange(uint expected, uint desired, MemoryOrder order) =>
        _storage.CompareExchange(unchecked((int)expected), unchecked((int)desired), order) == unchecked((int)expected);

    /// <summary>Adds <paramref name="operand"/>, wrapping around on overflow, and returns the value before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly uint FetchAdd(uint operand, MemoryOrder order) => unchecked((uint)_storage.FetchAdd(unchecked((int)operand), order));

    /// <summary>Subtracts <paramref name="operand"/>, wrapping around on overflow, and returns the value before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly uint FetchSubtract(uint operand, MemoryOrder order) => unchecked((uint)_storage.FetchAdd(unchecked(-(int)operand), order));

    /// <summary>Keeps the bits that are set in <paramref name="operand"/>, and returns the value before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly uint FetchAnd(uint operand, MemoryOrder order) => unchecked((uint)_storage.FetchAnd(unchecked((int)operand), order));

    /// <summary>Sets the bits that are set in <paramref name="operand"/>, and returns the value before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly uint FetchOr(uint operand, MemoryOrder order) => unchecked((uint)_storage.FetchOr(unchecked((int)operand), order));
}

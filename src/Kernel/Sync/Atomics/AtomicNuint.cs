using System.Runtime.CompilerServices;

namespace Hermit.Sync;

/// <summary>An unsigned integer as wide as an address that several threads access at once. Eight bytes on every architecture. No operation blocks.</summary>
// SAFETY: the one field is accessed by atomic operations only.
[Synchronized]
public struct AtomicNuint
{
    private AtomicStorage64 _storage;

    /// <summary>Makes a cell that holds <paramref name="value"/>. A default cell holds zero.</summary>
    public AtomicNuint(nuint value)
    {
        _storage = new AtomicStorage64(unchecked((long)value));
    }

    /// <summary>Reads the value. Panics when <paramref name="order"/> releases.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly nuint Load(MemoryOrder order) => unchecked((nuint)_storage.Load(order));

    /// <summary>Writes <paramref name="value"/>. Panics when <paramref name="order"/> acquires.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(nuint value, MemoryOrder order) => _storage.Store(unchecked((long)value), order);

    /// <summary>Writes <paramref name="value"/> and returns the value it replaced.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly nuint Exchange(nuint value, MemoryOrder order) => unchecked((nuint)_storage.Exchange(unchecked((long)value), order));

    /// <summary>
    /// Writes <paramref name="desired"/> if the value is <paramref name="expected"/>. Returns the value found: the exchange was made exactly if that
    /// equals <paramref name="expected"/>. An exchange that is not made is a load, with the acquire part of <paramref name="order"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly nuint CompareExchange(nuint expected, nuint desired, MemoryOrder order) =>
        unchecked((nuint)_storage.CompareExchange(unchecked((long)expected), unchecked((long)desired), order));

    /// <summary>Writes <paramref name="desired"/> if the value is <paramref name="expected"/>, and returns whether it did. It never fails spuriously.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool TryCompareExchange(nuint expected, nuint desired, MemoryOrder order) =>
        _storage.CompareExchange(unchecked((long)expected), unchecked((long)desired), order) == unchecked((long)expected);

    /// <summary>Adds <paramref name="operand"/>, wrapping around on overflow, and returns the value before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly nuint FetchAdd(nuint operand, MemoryOrder order) => unchecked((nuint)_storage.FetchAdd(unchecked((long)operand), order));

    /// <summary>Subtracts <paramref name="operand"/>, wrapping around on overflow, and returns the value before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly nuint FetchSubtract(nuint operand, MemoryOrder order) => unchecked((nuint)_storage.FetchAdd(unchecked(-(long)operand), order));

    /// <summary>Keeps the bits that are set in <paramref name="operand"/>, and returns the value before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly nuint FetchAnd(nuint operand, MemoryOrder order) => unchecked((nuint)_storage.FetchAnd(unchecked((long)operand), order));

    /// <summary>Sets the bits that are set in <paramref name="operand"/>, and returns the value before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly nuint FetchOr(nuint operand, MemoryOrder order) => unchecked((nuint)_storage.FetchOr(unchecked((long)operand), order));
}

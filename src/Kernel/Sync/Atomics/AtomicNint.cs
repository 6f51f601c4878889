using System.Runtime.CompilerServices;

namespace Hermit.Sync;

/// <summary>A signed integer as wide as an address that several threads access at once. Eight bytes on every architecture. No operation blocks.</summary>
// SAFETY: the one field is accessed by atomic operations only.
[Synchronized]
public struct AtomicNint
{
    private AtomicStorage64 _storage;

    /// <summary>Makes a cell that holds <paramref name="value"/>. A default cell holds zero.</summary>
    public AtomicNint(nint value)
    {
        _storage = new AtomicStorage64(unchecked((long)value));
    }

    /// <summary>Reads the value. Panics when <paramref name="order"/> releases.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly nint Load(MemoryOrder order) => unchecked((nint)_storage.Load(order));

    /// <summary>Writes <paramref name="value"/>. Panics when <paramref name="order"/> acquires.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(nint value, MemoryOrder order) => _storage.Store(unchecked((long)value), order);

    /// <summary>Writes <paramref name="value"/> and returns the value it replaced.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly nint Exchange(nint value, MemoryOrder order) => unchecked((nint)_storage.Exchange(unchecked((long)value), order));

    /// <summary>
    /// Writes <paramref name="desired"/> if the value is <paramref name="expected"/>. Returns the value found: the exchange was made exactly if that
    /// equals <paramref name="expected"/>. An exchange that is not made is a load, with the acquire part of <paramref name="order"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly nint CompareExchange(nint expected, nint desired, MemoryOrder order) =>
        unchecked((nint)_storage.CompareExchange(unchecked((long)expected), unchecked((long)desired), order));

    /// <summary>Writes <paramref name="desired"/> if the value is <paramref name="expected"/>, and returns whether it did. It never fails spuriously.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool TryCompareExchange(nint expected, nint desired, MemoryOrder order) =>
        _storage.CompareExchange(unchecked((long)expected), unchecked((long)desired), order) == unchecked((long)expected);

    /// <summary>Adds <paramref name="operand"/>, wrapping around on overflow, and returns the value before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly nint FetchAdd(nint operand, MemoryOrder order) => unchecked((nint)_storage.FetchAdd(unchecked((long)operand), order));

    /// <summary>Subtracts <paramref name="operand"/>, wrapping around on overflow, and returns the value before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly nint FetchSubtract(nint operand, MemoryOrder order) => unchecked((nint)_storage.FetchAdd(unchecked(-(long)operand), order));

    /// <summary>Keeps the bits that are set in <paramref name="operand"/>, and returns the value before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly nint FetchAnd(nint operand, MemoryOrder order) => unchecked((nint)_storage.FetchAnd(unchecked((long)operand), order));

    /// <summary>Sets the bits that are set in <paramref name="operand"/>, and returns the value before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly nint FetchOr(nint operand, MemoryOrder order) => unchecked((nint)_storage.FetchOr(unchecked((long)operand), order));
}

using System.Runtime.CompilerServices;

namespace Hermit.Sync;

/// <summary>A flag that several threads access at once. Four bytes. No operation blocks.</summary>
// SAFETY: the one field is accessed by atomic operations only.
[Synchronized]
public struct AtomicBool
{
    private AtomicStorage32 _storage;

    /// <summary>Makes a flag that is <paramref name="value"/>. A default flag is <see langword="false"/>.</summary>
    public AtomicBool(bool value)
    {
        _storage = new AtomicStorage32(ToBits(value));
    }

    /// <summary>Reads the flag. Panics when <paramref name="order"/> releases.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool Load(MemoryOrder order) => _storage.Load(order) != 0;

    /// <summary>Writes the flag. Panics when <paramref name="order"/> acquires.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(bool value, MemoryOrder order) => _storage.Store(ToBits(value), order);

    /// <summary>Writes the flag and returns what it was.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool Exchange(bool value, MemoryOrder order) => _storage.Exchange(ToBits(value), order) != 0;

    /// <summary>Writes <paramref name="desired"/> if the flag is <paramref name="expected"/>, and returns whether it did.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool TryCompareExchange(bool expected, bool desired, MemoryOrder order) =>
        _storage.CompareExchange(ToBits(expected), ToBits(desired), order) == ToBits(expected);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int ToBits(bool value) => value ? 1 : 0;
}

using System.Runtime.CompilerServices;

namespace Hermit.Sync;

/// <summary>
/// A pointer to <typeparamref name="T"/> that several threads access at once. Eight bytes on every architecture. No operation blocks.
/// It makes the pointer atomic, not what it points to: whoever dereferences it answers for that.
/// </summary>
// SAFETY: the one field is accessed by atomic operations only.
[Synchronized]
public struct AtomicPointer<T>
    where T : unmanaged
{
    private AtomicStorage64 _storage;

    /// <summary>Makes a cell that holds <paramref name="value"/>. A default cell holds null.</summary>
    // SAFETY: a pointer is kept as a number and handed back as it came, never followed.
    public unsafe AtomicPointer(T* value)
    {
        _storage = new AtomicStorage64((long)value);
    }

    /// <summary>Reads the pointer. Panics when <paramref name="order"/> releases.</summary>
    // SAFETY: a pointer is kept as a number and handed back as it came, never followed.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly unsafe T* Load(MemoryOrder order) => (T*)_storage.Load(order);

    /// <summary>Writes the pointer. Panics when <paramref name="order"/> acquires.</summary>
    // SAFETY: a pointer is kept as a number and handed back as it came, never followed.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly unsafe void Store(T* value, MemoryOrder order) => _storage.Store((long)value, order);

    /// <summary>Writes the pointer and returns the one it replaced.</summary>
    // SAFETY: a pointer is kept as a number and handed back as it came, never followed.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly unsafe T* Exchange(T* value, MemoryOrder order) => (T*)_storage.Exchange((long)value, order);

    /// <summary>Writes <paramref name="desired"/> if the pointer is <paramref name="expected"/>. Returns the pointer found.</summary>
    // SAFETY: a pointer is kept as a number and handed back as it came, never followed.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly unsafe T* CompareExchange(T* expected, T* desired, MemoryOrder order) =>
        (T*)_storage.CompareExchange((long)expected, (long)desired, order);
}

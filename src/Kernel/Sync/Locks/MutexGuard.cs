using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Hermit.Sync;

/// <summary>
/// The hold of a <see cref="Mutex{TLock, T}"/>: gives access to the value, and opens the lock when disposed. Declare it by <c>using</c>; the compiler
/// keeps references to <see cref="Value"/> from outliving it.
/// </summary>
[Guard]
public readonly ref struct MutexGuard<TLock, T>
    where TLock : struct, IRawLock
{
    private readonly ref readonly Mutex<TLock, T> _mutex;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal MutexGuard(ref readonly Mutex<TLock, T> mutex)
    {
        _mutex = ref mutex;
    }

    /// <summary>Whether the guard holds the lock: <see langword="false"/> only for the result of a <c>TryLock</c> that found it taken.</summary>
    public bool IsHeld
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => !Unsafe.IsNullRef(in _mutex);
    }

    /// <summary>The value that the lock protects. Panics if the lock is not held.</summary>
    [UnscopedRef]
    public ref T Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if (Unsafe.IsNullRef(in _mutex))
            {
                Panic.Fail("The value of a guard was used that does not hold its lock.");
            }

            return ref _mutex.Value();
        }
    }

    /// <summary>Opens the lock, if the guard holds it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Dispose()
    {
        if (!Unsafe.IsNullRef(in _mutex))
        {
            _mutex.Unlock();
        }
    }
}

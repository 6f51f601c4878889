using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

using Hermit.Sync;

namespace Hermit.Scheduling;

/// <summary>Data inside a lock whose waiters block. See <see cref="RawSleepingLock"/>.</summary>
// SAFETY: all it holds is a Mutex, which synchronises.
[Synchronized]
public struct SleepMutex<T>
{
    private Mutex<RawSleepingLock, T> _mutex;

    /// <summary>Makes an open mutex around <paramref name="value"/>. A default mutex is open and holds the default value.</summary>
    public SleepMutex(T value)
    {
        _mutex = new Mutex<RawSleepingLock, T>(value);
    }

    /// <summary>Takes the lock, blocking until it is free, and returns the guard that holds it.</summary>
    [UnscopedRef]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly MutexGuard<RawSleepingLock, T> Lock([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => _mutex.Lock(file, line);

    /// <inheritdoc cref="Mutex{TLock, T}.TryLock"/>
    [UnscopedRef]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly MutexGuard<RawSleepingLock, T> TryLock([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => _mutex.TryLock(file, line);
}

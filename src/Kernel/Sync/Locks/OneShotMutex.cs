using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Hermit.Sync;

/// <summary>A <see cref="Mutex{TLock, T}"/> over a <see cref="RawOneShotLock"/>: locking it while it is held panics.</summary>
// SAFETY: all it holds is a Mutex, which synchronises.
[Synchronized]
[NotInterruptSafe]
public struct OneShotMutex<T>
{
    private Mutex<RawOneShotLock, T> _mutex;

    /// <summary>Makes an open mutex around <paramref name="value"/>. A default mutex is open and holds the default value.</summary>
    public OneShotMutex(T value)
    {
        _mutex = new Mutex<RawOneShotLock, T>(value);
    }

    /// <inheritdoc cref="Mutex{TLock, T}.Lock"/>
    [UnscopedRef]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly MutexGuard<RawOneShotLock, T> Lock([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => _mutex.Lock(file, line);

    /// <inheritdoc cref="Mutex{TLock, T}.TryLock"/>
    [UnscopedRef]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly MutexGuard<RawOneShotLock, T> TryLock([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => _mutex.TryLock(file, line);
}

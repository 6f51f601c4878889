using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Hermit.Sync;

/// <summary>A <see cref="SpinMutex{T}"/> that masks interrupts on the CPU while it is held, so that interrupt handlers may lock it too.</summary>
// SAFETY: all it holds is a Mutex, which synchronises.
[Synchronized]
public struct InterruptSpinMutex<T>
{
    private Mutex<InterruptLock<RawSpinLock>, T> _mutex;

    /// <summary>Makes an open mutex around <paramref name="value"/>. A default mutex is open and holds the default value.</summary>
    public InterruptSpinMutex(T value)
    {
        _mutex = new Mutex<InterruptLock<RawSpinLock>, T>(value);
    }

    /// <inheritdoc cref="Mutex{TLock, T}.Lock"/>
    [UnscopedRef]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly MutexGuard<InterruptLock<RawSpinLock>, T> Lock([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => _mutex.Lock(file, line);

    /// <inheritdoc cref="Mutex{TLock, T}.TryLock"/>
    [UnscopedRef]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly MutexGuard<InterruptLock<RawSpinLock>, T> TryLock([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => _mutex.TryLock(file, line);
}

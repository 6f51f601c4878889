using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Hermit.Sync;

/// <summary>An <see cref="RwSpinLock{T}"/> that masks interrupts on each holder's CPU, so that interrupt handlers may take it too.</summary>
// SAFETY: all it holds is an RwLock, which synchronises.
[Synchronized]
public struct InterruptRwSpinLock<T>
{
    private RwLock<InterruptRwLock<RawRwSpinLock>, T> _lock;

    /// <summary>Makes an open lock around <paramref name="value"/>. A default lock is open and holds the default value.</summary>
    public InterruptRwSpinLock(T value)
    {
        _lock = new RwLock<InterruptRwLock<RawRwSpinLock>, T>(value);
    }

    /// <inheritdoc cref="RwLock{TLock, T}.Read"/>
    [UnscopedRef]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ReadGuard<InterruptRwLock<RawRwSpinLock>, T> Read([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => _lock.Read(file, line);

    /// <inheritdoc cref="RwLock{TLock, T}.TryRead"/>
    [UnscopedRef]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ReadGuard<InterruptRwLock<RawRwSpinLock>, T> TryRead([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => _lock.TryRead(file, line);

    /// <inheritdoc cref="RwLock{TLock, T}.Write"/>
    [UnscopedRef]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly WriteGuard<InterruptRwLock<RawRwSpinLock>, T> Write([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => _lock.Write(file, line);

    /// <inheritdoc cref="RwLock{TLock, T}.TryWrite"/>
    [UnscopedRef]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly WriteGuard<InterruptRwLock<RawRwSpinLock>, T> TryWrite([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => _lock.TryWrite(file, line);
}

using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Hermit.Sync;

/// <summary>An <see cref="RwLock{TLock, T}"/> over a <see cref="RawRwSpinLock"/>: many readers or one writer, writers preferred.</summary>
// SAFETY: all it holds is an RwLock, which synchronises.
[Synchronized]
[NotInterruptSafe]
public struct RwSpinLock<T>
{
    private RwLock<RawRwSpinLock, T> _lock;

    /// <summary>Makes an open lock around <paramref name="value"/>. A default lock is open and holds the default value.</summary>
    public RwSpinLock(T value)
    {
        _lock = new RwLock<RawRwSpinLock, T>(value);
    }

    /// <inheritdoc cref="RwLock{TLock, T}.Read"/>
    [UnscopedRef]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ReadGuard<RawRwSpinLock, T> Read([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => _lock.Read(file, line);

    /// <inheritdoc cref="RwLock{TLock, T}.TryRead"/>
    [UnscopedRef]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ReadGuard<RawRwSpinLock, T> TryRead([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => _lock.TryRead(file, line);

    /// <inheritdoc cref="RwLock{TLock, T}.Write"/>
    [UnscopedRef]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly WriteGuard<RawRwSpinLock, T> Write([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => _lock.Write(file, line);

    /// <inheritdoc cref="RwLock{TLock, T}.TryWrite"/>
    [UnscopedRef]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly WriteGuard<RawRwSpinLock, T> TryWrite([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => _lock.TryWrite(file, line);
}

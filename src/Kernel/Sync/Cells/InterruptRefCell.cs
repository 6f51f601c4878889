using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Hermit.Sync;

/// <summary>
/// A value that is borrowed: many times for reading or once for writing, checked at run time, with interrupts masked as long as any borrow lasts.
/// For state that a CPU's threads and its interrupt handlers share. A conflicting borrow, also from another CPU, panics; nothing ever waits.
/// </summary>
// SAFETY: a borrow is counted atomically, and the value is reached through guards that hold one.
[Synchronized]
public struct InterruptRefCell<T>
{
    private RwLock<InterruptRwLock<RawBorrowLock>, T> _lock;

    /// <summary>Makes a cell that holds <paramref name="value"/>. A default cell holds the default value.</summary>
    public InterruptRefCell(T value)
    {
        _lock = new RwLock<InterruptRwLock<RawBorrowLock>, T>(value);
    }

    /// <summary>Borrows the value for reading. Panics if it is borrowed for writing.</summary>
    [UnscopedRef]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ReadGuard<InterruptRwLock<RawBorrowLock>, T> Borrow([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        _lock.Read(file, line);

    /// <summary>Borrows the value for reading unless it is borrowed for writing; ask the result whether it is held.</summary>
    [UnscopedRef]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ReadGuard<InterruptRwLock<RawBorrowLock>, T> TryBorrow([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        _lock.TryRead(file, line);

    /// <summary>Borrows the value for writing. Panics if it is borrowed.</summary>
    [UnscopedRef]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly WriteGuard<InterruptRwLock<RawBorrowLock>, T> BorrowMutable([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        _lock.Write(file, line);

    /// <summary>Borrows the value for writing unless it is borrowed; ask the result whether it is held.</summary>
    [UnscopedRef]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly WriteGuard<InterruptRwLock<RawBorrowLock>, T> TryBorrowMutable([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        _lock.TryWrite(file, line);
}

using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hermit.Sync;

/// <summary>
/// Data inside its lock: the only way to the <typeparamref name="T"/> is the guard that <see cref="Lock"/> returns.
/// <code>
/// using var guard = mutex.Lock();
/// guard.Value++;
/// </code>
/// Any raw lock will do; <see cref="SpinMutex{T}"/> and its relatives name the usual ones. A mutex lives in a static field, or in a field that is
/// reached by reference; a copy of it is another lock around another value.
/// </summary>
// SAFETY: the value is reached through a guard only, whoever has one holds the raw lock, and that has one holder at a time.
[Synchronized]
[StructLayout(LayoutKind.Auto)]
public partial struct Mutex<TLock, T>
    where TLock : struct, IRawLock
{
    private TLock _lock;
    private Plain<T> _value;

    /// <summary>Makes an open mutex around <paramref name="value"/>. A default mutex is open and holds the default value.</summary>
    public Mutex(T value)
    {
        _value = new Plain<T>(value);
    }

    private readonly ref TLock Raw
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        [UnscopedRef]
        get
        {
            // SAFETY: a raw lock changes only through atomics, so sharing a mutable reference to it is harmless.
            unsafe
            {
                return ref Unsafe.AsRef(in _lock);
            }
        }
    }

    /// <summary>Takes the lock, spinning until it is free, and returns the guard that holds it. The caller's place is used by checked builds only.</summary>
    [UnscopedRef]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly MutexGuard<TLock, T> Lock([CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        BeforeAcquire(file, line);
        Raw.Acquire();
        AfterAcquire(file, line);
        return new MutexGuard<TLock, T>(in this);
    }

    /// <summary>
    /// Takes the lock if it is free. Does not wait. Ask <see cref="MutexGuard{TLock, T}.IsHeld"/> of the result before using its value.
    /// </summary>
    [UnscopedRef]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly MutexGuard<TLock, T> TryLock([CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        if (!Raw.TryAcquire())
        {
            return default;
        }

        AfterAcquire(file, line);
        return new MutexGuard<TLock, T>(in this);
    }

    [UnscopedRef]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly ref T Value()
    {
        // SAFETY: called by the guard, which holds the lock.
        unsafe
        {
            return ref _value.Write();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly void Unlock()
    {
        BeforeRelease();

        // SAFETY: called by the guard when it ends; the compiler has ended the references to the value with it.
        unsafe
        {
            Raw.Release();
        }
    }

    // Checked builds implement these (Checked/); otherwise the compiler drops them with their arguments.
    readonly partial void BeforeAcquire(string file, int line);

    readonly partial void AfterAcquire(string file, int line);

    readonly partial void BeforeRelease();
}

using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hermit.Sync;

/// <summary>
/// Data inside a reader-writer lock: many guards may read the <typeparamref name="T"/> at once, or one may write it.
/// <see cref="RwSpinLock{T}"/> and its relatives name the usual raw locks. It lives where a <see cref="Mutex{TLock, T}"/> may.
/// </summary>
// SAFETY: the value is reached through guards only, and the raw lock admits many that read or one that writes.
[Synchronized]
[StructLayout(LayoutKind.Auto)]
public partial struct RwLock<TLock, T>
    where TLock : struct, IRawRwLock
{
    private TLock _lock;
    private Plain<T> _value;

    /// <summary>Makes an open lock around <paramref name="value"/>. A default lock is open and holds the default value.</summary>
    public RwLock(T value)
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

    /// <summary>Takes the lock for reading, spinning while a writer has it or waits for it.</summary>
    [UnscopedRef]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ReadGuard<TLock, T> Read([CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        BeforeAcquire(shared: true, file, line);
        nuint token = Raw.AcquireShared();
        AfterAcquire(shared: true, file, line);
        return new ReadGuard<TLock, T>(in this, token);
    }

    /// <summary>Takes the lock for reading if no writer has it or waits for it. Does not wait. Ask <see cref="ReadGuard{TLock, T}.IsHeld"/> of the result.</summary>
    [UnscopedRef]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ReadGuard<TLock, T> TryRead([CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        if (!Raw.TryAcquireShared(out nuint token))
        {
            return default;
        }

        AfterAcquire(shared: true, file, line);
        return new ReadGuard<TLock, T>(in this, token);
    }

    /// <summary>Takes the lock for writing, spinning until it is free.</summary>
    [UnscopedRef]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly WriteGuard<TLock, T> Write([CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        BeforeAcquire(shared: false, file, line);
        Raw.Acquire();
        AfterAcquire(shared: false, file, line);
        return new WriteGuard<TLock, T>(in this);
    }

    /// <summary>Takes the lock for writing if it is free. Does not wait. Ask <see cref="WriteGuard{TLock, T}.IsHeld"/> of the result.</summary>
    [UnscopedRef]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly WriteGuard<TLock, T> TryWrite([CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        if (!Raw.TryAcquire())
        {
            return default;
        }

        AfterAcquire(shared: false, file, line);
        return new WriteGuard<TLock, T>(in this);
    }

    [UnscopedRef]
    internal readonly ref readonly T ReadValue()
    {
        // SAFETY: called by a guard that holds the lock for reading.
        unsafe
        {
            return ref _value.Read();
        }
    }

    [UnscopedRef]
    internal readonly ref T WriteValue()
    {
        // SAFETY: called by the guard that holds the lock for writing.
        unsafe
        {
            return ref _value.Write();
        }
    }

    internal readonly void EndRead(nuint token)
    {
        BeforeRelease();

        // SAFETY: called by the guard when it ends, with the token that it got; the compiler has ended the references to the value with it.
        unsafe
        {
            Raw.ReleaseShared(token);
        }
    }

    internal readonly void EndWrite()
    {
        BeforeRelease();

        // SAFETY: called by the guard when it ends; the compiler has ended the references to the value with it.
        unsafe
        {
            Raw.Release();
        }
    }

    // Checked builds implement these (Checked/); otherwise the compiler drops them with their arguments.
    readonly partial void BeforeAcquire(bool shared, string file, int line);

    readonly partial void AfterAcquire(bool shared, string file, int line);

    readonly partial void BeforeRelease();
}

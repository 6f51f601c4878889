using System.Runtime.CompilerServices;

namespace Hermit.Sync;

/// <summary>
/// Any raw lock, with interrupts masked on the holder's CPU as long as it is held: a handler on that CPU cannot find it held by the code it
/// interrupted. Holds nest like their <c>using</c> scopes; releasing them in another order would put back the wrong interrupt state.
/// </summary>
// SAFETY: the inner lock excludes; the saved interrupt state is written by the one holder, while it holds that.
[Synchronized]
public struct InterruptLock<TLock> : IRawLock
    where TLock : struct, IRawLock
{
    private TLock _lock;

    // Owned by the holder of the lock, like the data that the lock protects.
    private Plain<nuint> _interrupts;

    private readonly ref TLock Inner
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        [System.Diagnostics.CodeAnalysis.UnscopedRef]
        get
        {
            // SAFETY: a raw lock changes only through atomics, so sharing a mutable reference to it is harmless.
            unsafe
            {
                return ref Unsafe.AsRef(in _lock);
            }
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Acquire()
    {
        nuint interrupts = Platform.DisableInterrupts();
        if (!Inner.TryAcquire())
        {
            AcquireContended(interrupts);
        }

        Keep(interrupts);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool TryAcquire()
    {
        nuint interrupts = Platform.DisableInterrupts();
        if (Inner.TryAcquire())
        {
            Keep(interrupts);
            return true;
        }

        Platform.RestoreInterrupts(interrupts);
        return false;
    }

    /// <inheritdoc/>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Release()
    {
        // SAFETY: the caller holds the lock, so the saved state is its own; it is read before the next holder may overwrite it.
        unsafe
        {
            nuint interrupts = _interrupts.Read();
            Inner.Release();
            Platform.RestoreInterrupts(interrupts);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void AcquireContended(nuint interrupts)
    {
        bool acquired = false;
        try
        {
            Inner.Acquire();
            acquired = true;
        }
        finally
        {
            // On the host a lock that panics instead of waiting must not leave its thread without interrupts.
            if (!acquired)
            {
                Platform.RestoreInterrupts(interrupts);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Keep(nuint interrupts)
    {
        // SAFETY: called by the holder of the lock only.
        unsafe
        {
            _interrupts.Write() = interrupts;
        }
    }
}

using System.Runtime.CompilerServices;

namespace Hermit.Sync;

/// <summary>
/// Any raw reader-writer lock, with interrupts masked on each holder's CPU as long as it is held. A reader's interrupt state travels in its token,
/// a writer's in the lock. Holds nest like their <c>using</c> scopes.
/// </summary>
// SAFETY: the inner lock excludes; the saved interrupt state is written by the one writer, while it holds that.
[Synchronized]
public struct InterruptRwLock<TLock> : IRawRwLock
    where TLock : struct, IRawRwLock
{
    private TLock _lock;

    // Owned by the writer.
    private Plain<nuint> _interrupts;

    /// <inheritdoc/>
    public static bool ReadersNest => TLock.ReadersNest;

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
    public readonly void Acquire()
    {
        nuint interrupts = Platform.DisableInterrupts();
        if (!Inner.TryAcquire())
        {
            AcquireContended(interrupts, shared: false);
        }

        Keep(interrupts);
    }

    /// <inheritdoc/>
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
    public readonly void Release()
    {
        // SAFETY: the caller is the writer, so the saved state is its own; it is read before the next holder may overwrite it.
        unsafe
        {
            nuint interrupts = _interrupts.Read();
            Inner.Release();
            Platform.RestoreInterrupts(interrupts);
        }
    }

    /// <inheritdoc/>
    /// <remarks>The inner lock's token is not kept: the inner lock must be one whose token is unused, as <see cref="RawRwSpinLock"/>'s is.</remarks>
    public readonly nuint AcquireShared()
    {
        nuint interrupts = Platform.DisableInterrupts();
        if (!Inner.TryAcquireShared(out _))
        {
            AcquireContended(interrupts, shared: true);
        }

        return interrupts;
    }

    /// <inheritdoc/>
    public readonly bool TryAcquireShared(out nuint token)
    {
        token = Platform.DisableInterrupts();
        if (Inner.TryAcquireShared(out _))
        {
            return true;
        }

        Platform.RestoreInterrupts(token);
        return false;
    }

    /// <inheritdoc/>
    [RequiresUnsafe]
    public readonly void ReleaseShared(nuint token)
    {
        // SAFETY: the caller is a reader and the token is the interrupt state of its own acquisition.
        unsafe
        {
            Inner.ReleaseShared(0);
            Platform.RestoreInterrupts(token);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void AcquireContended(nuint interrupts, bool shared)
    {
        bool acquired = false;
        try
        {
            if (shared)
            {
                Inner.AcquireShared();
            }
            else
            {
                Inner.Acquire();
            }

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

    private readonly void Keep(nuint interrupts)
    {
        // SAFETY: called by the writer only.
        unsafe
        {
            _interrupts.Write() = interrupts;
        }
    }
}

using System.Runtime.CompilerServices;

namespace Hermit.Sync;

/// <summary>
/// Reader-writer spin lock that prefers writers: once a writer waits, new readers stay out. Four bytes, up to 2³⁰ − 1 readers.
/// A thread that reads must not acquire it again, not even for reading: a writer may have come to wait in between.
/// </summary>
// SAFETY: readers and the writer are counted in one word that changes by compare-and-exchange.
[Synchronized]
[NotInterruptSafe]
public struct RawRwSpinLock : IRawRwLock
{
    private const uint Writer = 1;
    private const uint WriterWaits = 2;
    private const uint Reader = 4;

    private AtomicUInt32 _state;

    /// <inheritdoc/>
    public static bool ReadersNest => false;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Acquire()
    {
        if (!TryAcquire())
        {
            AcquireContended();
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool TryAcquire() => _state.TryCompareExchange(0, Writer, MemoryOrder.Acquire);

    /// <inheritdoc/>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Release() => _state.FetchAnd(~Writer, MemoryOrder.Release);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly nuint AcquireShared()
    {
        if (!TryAcquireShared(out nuint token))
        {
            AcquireSharedContended();
        }

        return token;
    }

    /// <inheritdoc/>
    public readonly bool TryAcquireShared(out nuint token)
    {
        token = 0;
        uint state = _state.Load(MemoryOrder.Relaxed);
        while ((state & (Writer | WriterWaits)) == 0)
        {
            if (state > uint.MaxValue - Reader)
            {
                Panic.Fail("A reader-writer lock has too many readers.");
            }

            uint found = _state.CompareExchange(state, state + Reader, MemoryOrder.Acquire);
            if (found == state)
            {
                return true;
            }

            state = found;
        }

        return false;
    }

    /// <inheritdoc/>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void ReleaseShared(nuint token) => _state.FetchSubtract(Reader, MemoryOrder.Release);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void AcquireContended()
    {
        Backoff backoff = default;
        while (true)
        {
            uint state = _state.Load(MemoryOrder.Relaxed);
            if ((state & ~WriterWaits) == 0)
            {
                // Taking the lock withdraws the announcement; another writer that waits repeats its own.
                if (_state.TryCompareExchange(state, Writer, MemoryOrder.Acquire))
                {
                    return;
                }
            }
            else
            {
                if ((state & WriterWaits) == 0)
                {
                    _state.FetchOr(WriterWaits, MemoryOrder.Relaxed);
                }

                backoff.Wait();
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void AcquireSharedContended()
    {
        Backoff backoff = default;
        do
        {
            backoff.Wait();
        }
        while (!TryAcquireShared(out _));
    }
}

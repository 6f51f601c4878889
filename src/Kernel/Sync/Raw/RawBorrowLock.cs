using System.Runtime.CompilerServices;

namespace Hermit.Sync;

/// <summary>
/// The borrow rule as a reader-writer lock: any number of readers or one writer, and a conflict panics instead of waiting. Four bytes.
/// </summary>
// SAFETY: the count of borrows changes by compare-and-exchange; a writer gets in only from none.
[Synchronized]
public struct RawBorrowLock : IRawRwLock
{
    private const int Unused = 0;
    private const int Writing = -1;

    private AtomicInt32 _readers;

    /// <inheritdoc/>
    public static bool ReadersNest => true;

    /// <summary>Takes the lock for writing. Panics if anyone holds it.</summary>
    public readonly void Acquire()
    {
        if (!TryAcquire())
        {
            Panic.Fail("A cell was borrowed for writing while it was borrowed.");
        }
    }

    /// <inheritdoc/>
    public readonly bool TryAcquire() => _readers.TryCompareExchange(Unused, Writing, MemoryOrder.Acquire);

    /// <inheritdoc/>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Release() => _readers.Store(Unused, MemoryOrder.Release);

    /// <summary>Takes the lock for reading. Panics if a writer holds it.</summary>
    public readonly nuint AcquireShared()
    {
        if (!TryAcquireShared(out nuint token))
        {
            Panic.Fail("A cell was borrowed while it was borrowed for writing.");
        }

        return token;
    }

    /// <inheritdoc/>
    public readonly bool TryAcquireShared(out nuint token)
    {
        token = 0;
        int readers = _readers.Load(MemoryOrder.Relaxed);
        while (readers != Writing)
        {
            if (readers == int.MaxValue)
            {
                Panic.Fail("A cell has too many readers.");
            }

            int found = _readers.CompareExchange(readers, readers + 1, MemoryOrder.Acquire);
            if (found == readers)
            {
                return true;
            }

            readers = found;
        }

        return false;
    }

    /// <inheritdoc/>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void ReleaseShared(nuint token) => _readers.FetchSubtract(1, MemoryOrder.Release);
}

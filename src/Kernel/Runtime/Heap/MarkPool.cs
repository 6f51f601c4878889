using System;
using System.Runtime.CompilerServices;
using Hermit.Sync;

namespace Hermit.Runtime.Heap;

/// <summary>
/// Entries of mark stacks on their way from markers that have some to markers that have none, and the knowledge whether any marker still works. The
/// marker of the collecting thread is the owner; those of other CPUs join and leave.
/// </summary>
/// <remarks>
/// A marker that waits holds no entries, and stops to wait in the step in which it takes some. So when all wait and there are none here, all is marked.
/// </remarks>
// SAFETY: all but the two hints, which are atomics, is inside its lock.
[Synchronized]
internal struct MarkPool
{
    /// <summary>How many entries there is room for.</summary>
    public const int Capacity = 256;

    private SpinMutex<Content> _content;
    private AtomicInt32 _hungry;
    private AtomicInt32 _changes;

    /// <summary>Whether a marker waits for entries. A hint; takes no lock.</summary>
    public readonly bool IsWanted => _hungry.Load(MemoryOrder.Relaxed) != 0;

    /// <summary>Lets other markers in, at most <paramref name="most"/>.</summary>
    public readonly void Open(int most)
    {
        using var guard = _content.Lock();
        guard.Value.IsOpen = true;
        guard.Value.Most = most;
        guard.Value.Overflowed = false;
        guard.Value.Joined = 0;
    }

    /// <summary>Ends the waiting of other markers, and lets none in any more. None of them works.</summary>
    public readonly void Close()
    {
        using (var guard = _content.Lock())
        {
            guard.Value.IsOpen = false;
        }

        _changes.FetchAdd(1, MemoryOrder.Release);
    }

    /// <summary>Lets a marker in, which gets its number, from 0; false when it is too late, or there are enough.</summary>
    public readonly bool TryJoin(out int number)
    {
        using var guard = _content.Lock();
        number = guard.Value.Joined;
        if (!guard.Value.IsOpen || number == guard.Value.Most)
        {
            return false;
        }

        guard.Value.Joined++;
        return true;
    }

    /// <summary>Takes entries from a marker; says how many, from the first on.</summary>
    public readonly int Give(ReadOnlySpan<nuint> entries)
    {
        int given;
        using (var guard = _content.Lock())
        {
            given = guard.Value.Put(entries);
        }

        _changes.FetchAdd(1, MemoryOrder.Release);
        return given;
    }

    /// <summary>
    /// Hands out entries to a marker that has joined and has none left; waits for some. Says how many; 0 when the pool was closed. What
    /// <paramref name="overflowed"/> says of the marker is kept for the owner.
    /// </summary>
    public readonly int Take(Span<nuint> entries, bool overflowed)
    {
        bool waits = false;
        while (true)
        {
            int changes = _changes.Load(MemoryOrder.Acquire);
            using (var guard = _content.Lock())
            {
                ref Content content = ref guard.Value;
                content.Overflowed |= overflowed;
                if (content.Count > 0 || !content.IsOpen)
                {
                    content.Waiting -= waits ? 1 : 0;
                    _hungry.FetchSubtract(waits ? 1 : 0, MemoryOrder.Relaxed);
                    return content.Get(entries);
                }

                if (!waits)
                {
                    waits = true;
                    content.Waiting++;
                    _hungry.FetchAdd(1, MemoryOrder.Relaxed);
                    _changes.FetchAdd(1, MemoryOrder.Release);
                    continue;
                }
            }

            WaitForChange(changes);
        }
    }

    /// <summary>The same for the owner: 0 when no marker has anything left to do. Then <paramref name="overflowed"/> says whether one of them overflowed.</summary>
    public readonly int TakeOrFinish(Span<nuint> entries, out bool overflowed)
    {
        _hungry.FetchAdd(1, MemoryOrder.Relaxed);
        while (true)
        {
            int changes = _changes.Load(MemoryOrder.Acquire);
            using (var guard = _content.Lock())
            {
                ref Content content = ref guard.Value;
                if (content.Count > 0 || content.Waiting == content.Joined)
                {
                    overflowed = content.Overflowed;
                    _hungry.FetchSubtract(1, MemoryOrder.Relaxed);
                    return content.Get(entries);
                }
            }

            WaitForChange(changes);
        }
    }

    private readonly void WaitForChange(int changes)
    {
        Backoff backoff = default;
        while (_changes.Load(MemoryOrder.Relaxed) == changes)
        {
            backoff.Wait();
        }
    }

    private struct Content
    {
        public int Count, Most, Joined, Waiting;
        public bool IsOpen, Overflowed;
        private Entries _entries;

        public int Put(ReadOnlySpan<nuint> entries)
        {
            int length = MarkEntry.Whole(entries, Math.Min(entries.Length, Capacity - Count));
            entries.Slice(0, length).CopyTo(((Span<nuint>)_entries).Slice(Count));
            Count += length;
            return length;
        }

        // What was put in first, which leads to most, comes out last; half of what there is, so that others get some, too.
        public int Get(Span<nuint> entries)
        {
            Span<nuint> all = ((Span<nuint>)_entries).Slice(0, Count);
            int rest = MarkEntry.Whole(all, Count - Math.Min((Count + 1) / 2, entries.Length - 1));
            int length = Count - rest;
            all.Slice(rest).CopyTo(entries);
            Count = rest;
            return length;
        }
    }

    [InlineArray(Capacity)]
    private struct Entries
    {
        private nuint _first;
    }
}

using System;
using System.Runtime.CompilerServices;

using Hermit.Memory;
using Hermit.Scheduling;

namespace Hermit.Descriptors;

/// <summary>Bytes on their way from who writes to who reads: a ring of pages, which are there only while they hold something.</summary>
internal struct Pipe
{
    /// <summary>How many bytes a pipe holds, as on Linux.</summary>
    public const int Capacity = PageCount * Page.Bytes;

    /// <summary>What is written in one piece, or not at all (POSIX: PIPE_BUF).</summary>
    public const int AtomicBytes = 4096;

    private const int PageCount = 16;

    private PageRing _pages;

    // Counts of bytes since the start; the difference is what is in the pipe.
    private ulong _written;
    private ulong _read;

    /// <summary>Whether somebody can still read, and write.</summary>
    public bool HasReader, HasWriter;

    /// <summary>Woken when there is something to read, or nobody writes any more.</summary>
    public WaitQueue Readers;

    /// <summary>Woken when there is room, or nobody reads any more.</summary>
    public WaitQueue Writers;

    /// <summary>How many bytes are in it.</summary>
    public readonly int Count => (int)(_written - _read);

    /// <summary>How many more fit.</summary>
    public readonly int Room => Capacity - Count;

    /// <summary>Whether a write of so many bytes would do something.</summary>
    public readonly bool Takes(int bytes) => bytes <= AtomicBytes ? Room >= bytes : Room > 0;

    /// <summary>Takes bytes out.</summary>
    public int Read(ref PageStore store, Span<byte> destination)
    {
        int count = Math.Min(Count, destination.Length);
        for (int done = 0; done < count;)
        {
            int offset = (int)(_read % Page.Bytes);
            ref Handle<Page> page = ref _pages[(int)(_read / Page.Bytes % PageCount)];
            int step = Math.Min(Page.Bytes - offset, count - done);
            store.Read(page, offset, destination.Slice(done, step));
            done += step;
            _read += (ulong)step;
            bool leaves = _read % Page.Bytes == 0 && Count <= Capacity - Page.Bytes;
            if (leaves || _read == _written)
            {
                // A page is given back at its end, unless writing has come around to it, and the last one when the pipe is empty.
                store.Free(page);
                page = default;
                _written = _read == _written ? 0 : _written;
                _read = _written == 0 ? 0 : _read;
            }
        }

        return count;
    }

    /// <summary>Puts bytes in, as many as there is room for; fewer when memory runs out.</summary>
    public int Write(ref PageStore store, ReadOnlySpan<byte> source)
    {
        int count = Math.Min(Room, source.Length);
        int done = 0;
        while (done < count)
        {
            int offset = (int)(_written % Page.Bytes);
            ref Handle<Page> page = ref _pages[(int)(_written / Page.Bytes % PageCount)];
            int step = Math.Min(Page.Bytes - offset, count - done);
            if (page.IsNull && !store.TryAllocate(out page))
            {
                break;
            }

            store.Write(page, offset, source.Slice(done, step));
            done += step;
            _written += (ulong)step;
        }

        return done;
    }

    /// <summary>Gives all memory back.</summary>
    public void Clear(ref PageStore store)
    {
        foreach (ref Handle<Page> page in (Span<Handle<Page>>)_pages)
        {
            store.Free(page);
            page = default;
        }
    }

    [InlineArray(PageCount)]
    private struct PageRing
    {
        private Handle<Page> _first;
    }
}

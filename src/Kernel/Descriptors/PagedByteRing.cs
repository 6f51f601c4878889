using System;
using System.Runtime.CompilerServices;

using Hermit.Memory;

namespace Hermit.Descriptors;

/// <summary>Bytes on their way from who writes to who reads: a ring of pages, which are there only while they hold something.</summary>
internal struct PagedByteRing
{
    /// <summary>How many bytes a ring can hold at most; its owner may allow less.</summary>
    public const int MaximumCapacity = PageCount * Page.Bytes;

    private const int PageCount = 64;

    private PageRing _pages;

    // Counts of bytes since the ring was last empty; the difference is what is in it.
    private ulong _written;
    private ulong _read;

    /// <summary>How many bytes are in it.</summary>
    public readonly int Count => (int)(_written - _read);

    /// <summary>Takes bytes out, as many as there are and fit.</summary>
    public int Read(ref PageStore store, Span<byte> destination)
    {
        int count = Math.Min(Count, destination.Length);
        Peek(store, 0, destination.Slice(0, count));
        Skip(ref store, count);
        return count;
    }

    /// <summary>Copies bytes, from the <paramref name="offset"/>-th on, that stay in it. They must be there.</summary>
    public readonly void Peek(in PageStore store, int offset, Span<byte> destination)
    {
        Panic.Unless(offset + destination.Length <= Count, "a ring of bytes was read behind its end");
        for (int done = 0; done < destination.Length;)
        {
            ulong position = _read + (ulong)(offset + done);
            int start = (int)(position % Page.Bytes);
            int step = Math.Min(Page.Bytes - start, destination.Length - done);
            store.Read(_pages[(int)(position / Page.Bytes % PageCount)], start, destination.Slice(done, step));
            done += step;
        }
    }

    /// <summary>Takes bytes out that nobody wants. They must be there.</summary>
    public void Skip(ref PageStore store, int count)
    {
        Panic.Unless(count <= Count, "a ring of bytes was read behind its end");
        for (int done = 0; done < count;)
        {
            ref Handle<Page> page = ref _pages[(int)(_read / Page.Bytes % PageCount)];
            int step = Math.Min(Page.Bytes - (int)(_read % Page.Bytes), count - done);
            done += step;
            _read += (ulong)step;
            bool leaves = _read % Page.Bytes == 0 && Count <= MaximumCapacity - Page.Bytes;
            if (leaves || _read == _written)
            {
                // A page is given back at its end, unless writing has come around to it, and the last one when the ring is empty.
                store.Free(page);
                page = default;
                _written = _read == _written ? 0 : _written;
                _read = _written == 0 ? 0 : _read;
            }
        }
    }

    /// <summary>Puts bytes in, up to a capacity; fewer when memory runs out.</summary>
    public int Write(ref PageStore store, int capacity, ReadOnlySpan<byte> source)
    {
        int count = Math.Min(Math.Max(capacity - Count, 0), source.Length);
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

    /// <summary>Takes back the last bytes that were put in: a message of which only a part found memory.</summary>
    public void Unwrite(ref PageStore store, int count)
    {
        Panic.Unless(count <= Count, "more was taken back from a ring of bytes than is in it");
        for (int done = 0; done < count;)
        {
            // A page that nothing is left in goes, from its end to its start.
            int inPage = (int)((_written - 1) % Page.Bytes) + 1;
            int step = Math.Min(inPage, count - done);
            ref Handle<Page> page = ref _pages[(int)((_written - 1) / Page.Bytes % PageCount)];
            _written -= (ulong)step;
            done += step;
            if (_written == _read || step == inPage)
            {
                store.Free(page);
                page = default;
            }
        }

        if (_written == _read)
        {
            _written = 0;
            _read = 0;
        }
    }

    /// <summary>Gives all memory back.</summary>
    public void Clear(ref PageStore store)
    {
        foreach (ref Handle<Page> page in (Span<Handle<Page>>)_pages)
        {
            store.Free(page);
            page = default;
        }

        _written = 0;
        _read = 0;
    }

    [InlineArray(PageCount)]
    private struct PageRing
    {
        private Handle<Page> _first;
    }
}

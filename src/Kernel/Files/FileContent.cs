using System;

using Hermit.Memory;

namespace Hermit.Files;

/// <summary>
/// The bytes of a regular file or the text of a symbolic link. Content that came with the image is read where it lies; a page of it is copied when it
/// is first written to. Parts never written read as zeros and take no memory.
/// </summary>
internal struct FileContent
{
    /// <summary>The largest size of a file, in bytes.</summary>
    public const long MaximumSize = (long)PageTree.Capacity * Page.Bytes;

    private PageTree _pages;

    // The part of the archive that pages which are not in the tree read, up to its length; the rest is zeros.
    private int _baseOffset;
    private int _baseLength;

    /// <summary>Content that lies in the archive.</summary>
    public FileContent(int archiveOffset, int length)
    {
        _baseOffset = archiveOffset;
        _baseLength = length;
    }

    /// <summary>Copies bytes out. The caller keeps within the size of the file.</summary>
    public readonly void Read(in FileStorage storage, long position, Span<byte> destination)
    {
        while (destination.Length > 0)
        {
            int offset = (int)(position % Page.Bytes);
            int step = Math.Min(destination.Length, Page.Bytes - offset);
            Span<byte> part = destination.Slice(0, step);
            if (_pages.TryFind(storage.Pages, (ulong)(position / Page.Bytes), out Handle<Page> page))
            {
                storage.Pages.Read(page, offset, part);
            }
            else
            {
                ReadBase(storage, position, part);
            }

            position += step;
            destination = destination.Slice(step);
        }
    }

    /// <summary>Copies bytes in, as many as memory allows, and returns how many.</summary>
    public int Write(ref FileStorage storage, long position, ReadOnlySpan<byte> source)
    {
        int written = 0;
        while (written < source.Length)
        {
            int offset = (int)(position % Page.Bytes);
            int step = Math.Min(source.Length - written, Page.Bytes - offset);
            if (!TryMakePage(ref storage, (ulong)(position / Page.Bytes), out Handle<Page> page))
            {
                break;
            }

            storage.Pages.Write(page, offset, source.Slice(written, step));
            position += step;
            written += step;
        }

        return written;
    }

    /// <summary>Makes the pages of a range, so that writing there needs no memory; <see langword="false"/> when memory has run out.</summary>
    public bool TryReserve(ref FileStorage storage, long position, long length)
    {
        ulong end = (ulong)((position + length + Page.Bytes - 1) / Page.Bytes);
        for (ulong index = (ulong)(position / Page.Bytes); index < end; index++)
        {
            if (!TryMakePage(ref storage, index, out _))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Forgets what lies at <paramref name="size"/> and after: it reads as zeros if the file grows again. Needs no memory.</summary>
    public void Truncate(ref FileStorage storage, long size)
    {
        ulong pages = (ulong)((size + Page.Bytes - 1) / Page.Bytes);
        storage.UsedPages -= _pages.Truncate(ref storage.Pages, pages);
        _baseLength = (int)Math.Min(_baseLength, size);
        int tail = (int)(size % Page.Bytes);
        if (tail != 0 && _pages.TryFind(storage.Pages, (ulong)(size / Page.Bytes), out Handle<Page> last))
        {
            storage.Pages.Clear(last, tail, Page.Bytes - tail);
        }
    }

    /// <summary>Sets what lies at <paramref name="size"/> and after, up to <paramref name="end"/>, to zeros, and forgets no page: somebody else sees them.</summary>
    public void Erase(in FileStorage storage, long size, long end)
    {
        _baseLength = (int)Math.Min(_baseLength, size);
        for (long position = size; position < end;)
        {
            int offset = (int)(position % Page.Bytes);
            if (_pages.TryFind(storage.Pages, (ulong)(position / Page.Bytes), out Handle<Page> page))
            {
                storage.Pages.Clear(page, offset, Page.Bytes - offset);
            }

            position += Page.Bytes - offset;
        }
    }

    /// <summary>Shows pages to the program, one after the other at ascending addresses, and returns how many memory allowed.</summary>
    public nuint Show(ref FileStorage storage, ulong first, nuint address, nuint pages, bool isWritable)
    {
        nuint shown = 0;
        while (shown < pages && TryMakePage(ref storage, first + shown, out Handle<Page> page)
            && storage.Pages.TryShow(page, address + (shown * Page.Bytes), isWritable))
        {
            shown++;
        }

        return shown;
    }

    /// <summary>Ends what <see cref="Show"/> began.</summary>
    public readonly void Hide(in FileStorage storage, ulong first, nuint address, nuint pages)
    {
        for (nuint i = 0; i < pages; i++)
        {
            Panic.Unless(_pages.TryFind(storage.Pages, first + i, out Handle<Page> page), "a page of a file is gone that the program sees");
            storage.Pages.Hide(page, address + (i * Page.Bytes));
        }
    }

    private readonly void ReadBase(in FileStorage storage, long position, Span<byte> destination)
    {
        int available = (int)Math.Clamp(_baseLength - position, 0, destination.Length);
        if (available > 0)
        {
            storage.Archive.Span.Slice(_baseOffset + (int)position, available).CopyTo(destination);
        }

        destination.Slice(available).Clear();
    }

    private bool TryMakePage(ref FileStorage storage, ulong index, out Handle<Page> page)
    {
        if (_pages.TryFind(storage.Pages, index, out page))
        {
            return true;
        }

        if (storage.UsedPages >= storage.MaximumPages || !_pages.TryReserve(ref storage.Pages, index) || !storage.Pages.TryAllocate(out page))
        {
            return false;
        }

        storage.UsedPages++;
        FillFromBase(storage, page, (long)index * Page.Bytes);
        _pages.Set(storage.Pages, index, page);
        return true;
    }

    private readonly void FillFromBase(in FileStorage storage, Handle<Page> page, long position)
    {
        int available = (int)Math.Clamp(_baseLength - position, 0, Page.Bytes);
        if (available > 0)
        {
            storage.Pages.Write(page, 0, storage.Archive.Span.Slice(_baseOffset + (int)position, available));
        }
    }
}

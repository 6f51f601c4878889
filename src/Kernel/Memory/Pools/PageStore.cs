using System;
using System.Buffers.Binary;

namespace Hermit.Memory;

/// <summary>
/// Pages of bytes for code that may not touch memory itself: allocated and freed one by one, read and written by copying. Unlike the slots of a
/// <see cref="Pool{T}"/> their memory goes back to the frame allocator, which is sound because nobody ever holds a reference into a page.
/// <para>A store has no lock of its own. Every access with a stale handle, or out of the page, panics.</para>
/// </summary>
public struct PageStore
{
    private Pool<Page> _pages;

    /// <summary>How many pages are allocated.</summary>
    public readonly int Count => _pages.Count;

    /// <summary>Allocates a page of zeros; <see langword="false"/>, with nothing changed, when memory has run out.</summary>
    public bool TryAllocate(out Handle<Page> page)
    {
        if (!TryAllocateStale(out page))
        {
            return false;
        }

        Clear(page, 0, Page.Bytes);
        return true;
    }

    /// <summary>Allocates a page with the content of <paramref name="source"/>; <see langword="false"/> when memory has run out.</summary>
    public bool TryDuplicate(Handle<Page> source, out Handle<Page> page)
    {
        if (!TryAllocateStale(out page))
        {
            return false;
        }

        Bytes(source, 0, Page.Bytes).CopyTo(Bytes(page, 0, Page.Bytes));
        return true;
    }

    /// <summary>
    /// Shows a page to the program as well, at an address of its window (<c>mmap</c>) where nothing is; <see langword="false"/> when memory has run
    /// out. Both see what the other one writes. Until <see cref="Hide"/> the page cannot be freed.
    /// </summary>
    public readonly bool TryShow(Handle<Page> page, nuint address, bool isWritable)
    {
        ref Page record = ref _pages[page];
        unsafe
        {
            // SAFETY: the record owns the frame, and Free refuses to give it back as long as there are views.
            if (!FrameSource.TryShow(record.Address, address, isWritable))
            {
                return false;
            }
        }

        record.Views++;
        return true;
    }

    /// <summary>Ends what <see cref="TryShow"/> began, for one address.</summary>
    public readonly void Hide(Handle<Page> page, nuint address)
    {
        ref Page record = ref _pages[page];
        Panic.Unless(record.Views > 0, "a page of a file was hidden that is not shown");
        FrameSource.Hide(record.Address, address);
        record.Views--;
    }

    /// <summary>Frees a page; <see langword="false"/> if the handle is stale or null. One that the program sees must not be freed.</summary>
    public bool Free(Handle<Page> page)
    {
        if (!_pages.Contains(page))
        {
            return false;
        }

        Panic.Unless(_pages[page].Views == 0, "a page of a file was freed that the program sees");
        nuint address = _pages[page].Address;
        _pages.Free(page);

        unsafe
        {
            // SAFETY: the record that owned the frame is gone, no reference into it was ever handed out, and no view is left.
            FrameSource.Free(address, Page.Bytes);
        }

        return true;
    }

    /// <summary>Copies out of a page, from <paramref name="offset"/> on, as much as <paramref name="destination"/> holds.</summary>
    public readonly void Read(Handle<Page> page, int offset, Span<byte> destination) => Bytes(page, offset, destination.Length).CopyTo(destination);

    /// <summary>Copies into a page, from <paramref name="offset"/> on.</summary>
    public readonly void Write(Handle<Page> page, int offset, ReadOnlySpan<byte> source) => source.CopyTo(Bytes(page, offset, source.Length));

    /// <summary>Sets <paramref name="count"/> bytes of a page to zero.</summary>
    public readonly void Clear(Handle<Page> page, int offset, int count) => Bytes(page, offset, count).Clear();

    /// <summary>Reads the <paramref name="index"/>-th of the 512 words of a page.</summary>
    public readonly ulong ReadWord(Handle<Page> page, int index) => BinaryPrimitives.ReadUInt64LittleEndian(Bytes(page, index * sizeof(ulong), sizeof(ulong)));

    /// <summary>Writes the <paramref name="index"/>-th of the 512 words of a page.</summary>
    public readonly void WriteWord(Handle<Page> page, int index, ulong value) =>
        BinaryPrimitives.WriteUInt64LittleEndian(Bytes(page, index * sizeof(ulong), sizeof(ulong)), value);

    private bool TryAllocateStale(out Handle<Page> page)
    {
        if (!_pages.TryAllocate(out page))
        {
            return false;
        }

        if (!FrameSource.TryAllocate(Page.Bytes, Page.Bytes, out nuint address))
        {
            _pages.Free(page);
            page = default;
            return false;
        }

        _pages[page].Address = address;
        return true;
    }

    // The callers drop the span before they return.
    private readonly Span<byte> Bytes(Handle<Page> page, int offset, int count)
    {
        unsafe
        {
            // SAFETY: the handle is live, so its record owns the frame; what is out of it is refused.
            return new Span<byte>((void*)_pages[page].Address, Page.Bytes).Slice(offset, count);
        }
    }
}

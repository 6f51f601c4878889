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

    /// <summary>Frees a page; <see langword="false"/> if the handle is stale or null.</summary>
    public bool Free(Handle<Page> page)
    {
        if (!_pages.Contains(page))
        {
            return false;
        }

        nuint address = _pages[page].Address;
        _pages.Free(page);

        unsafe
        {
            // SAFETY: the record that owned the frame is gone, and no reference into it was ever handed out.
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

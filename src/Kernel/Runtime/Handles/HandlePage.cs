using System;
using System.Runtime.InteropServices;
using Hermit.Runtime.Heap;

namespace Hermit.Runtime.Handles;

/// <summary>A view of a page of handles, all of one type, so that a handle's type follows from its address.</summary>
internal readonly struct HandlePage
{
    private const int HeadBytes = 64;
    private const int Words = (HeapLayout.PageBytes - HeadBytes) / HeapLayout.WordBytes;
    private const nuint OffsetMask = HeapLayout.PageBytes - 1;

    private readonly nuint _address;

    private HandlePage(nuint address) => _address = address;

    /// <summary>Whether this is no page.</summary>
    public bool IsNull => _address == 0;

    /// <summary>The next page of the same type.</summary>
    public HandlePage Next => new(PageHead.Next);

    /// <summary>The type of every handle in the page.</summary>
    public HandleType Type => PageHead.Type;

    /// <summary>The words of the handles, each with as many as <see cref="WordsOf"/> says; some may be left over at the end.</summary>
    public Span<nuint> Handles
    {
        get
        {
            // SAFETY: as for PageHead; the words end with the page.
            unsafe
            {
                return new Span<nuint>((void*)(_address + HeadBytes), Words);
            }
        }
    }

    private ref Head PageHead
    {
        get
        {
            // SAFETY: a page that is not null was formatted and is never given back.
            unsafe
            {
                return ref *(Head*)_address;
            }
        }
    }

    /// <summary>Makes a page of handles of zeroed memory.</summary>
    /// <remarks>Safety: the page at <paramref name="address"/> is the caller's and never given back.</remarks>
    [RequiresUnsafe]
    public static HandlePage Format(nuint address, HandleType type, HandlePage next)
    {
        HandlePage page = new(address);
        page.PageHead.Next = next._address;
        page.PageHead.Type = type;
        return page;
    }

    /// <summary>The page that <paramref name="handle"/> is in.</summary>
    /// <remarks>Safety: the handle is one that a list handed out.</remarks>
    [RequiresUnsafe]
    public static HandlePage Containing(nuint handle) => new(handle & ~OffsetMask);

    /// <summary>Words of a handle of type <paramref name="type"/>: a dependent handle has its second object in the second.</summary>
    public static int WordsOf(HandleType type) => type == HandleType.Dependent ? 2 : 1;

    /// <summary>The words of <paramref name="handle"/>, which is in this page.</summary>
    public Span<nuint> WordsAt(nuint handle) => Handles.Slice((int)((handle - _address - HeadBytes) / HeapLayout.WordBytes), WordsOf(Type));

    /// <summary>The handle that begins with word number <paramref name="index"/>.</summary>
    public nuint AddressOf(int index) => _address + HeadBytes + ((nuint)index * HeapLayout.WordBytes);

    [StructLayout(LayoutKind.Sequential, Size = HeadBytes)]
    private struct Head
    {
        public nuint Next;
        public HandleType Type;
    }
}

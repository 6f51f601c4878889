using System;
using System.Runtime.InteropServices;

namespace Hermit.Runtime.Heap;

/// <summary>A view of a page of finalization entries.</summary>
internal readonly struct FinalizationSegment
{
    private const int HeadBytes = 16;

    /// <summary>Entries of a segment.</summary>
    public const int Capacity = (HeapLayout.PageBytes - HeadBytes) / HeapLayout.WordBytes;

    private readonly nuint _address;

    private FinalizationSegment(nuint address) => _address = address;

    /// <summary>Whether this is no segment.</summary>
    public bool IsNull => _address == 0;

    /// <summary>The page that it is in.</summary>
    public nuint Page => _address;

    /// <summary>The segment filled before this one, if any.</summary>
    public FinalizationSegment Older
    {
        get => new(PageHead.Older);
        set => PageHead.Older = value._address;
    }

    /// <summary>The segment filled after this one, if any.</summary>
    public FinalizationSegment Newer
    {
        get => new(PageHead.Newer);
        set => PageHead.Newer = value._address;
    }

    /// <summary>The entries.</summary>
    public Span<nuint> Entries
    {
        get
        {
            // SAFETY: as for PageHead; the entries end with the page.
            unsafe
            {
                return new Span<nuint>((void*)(_address + HeadBytes), Capacity);
            }
        }
    }

    private ref Head PageHead
    {
        get
        {
            // SAFETY: a segment that is not null is in a page of its own, which is given back only when the queue has let go of it.
            unsafe
            {
                return ref *(Head*)_address;
            }
        }
    }

    /// <summary>The segment in the page at <paramref name="page"/>.</summary>
    /// <remarks>Safety: the page is zeroed, the caller's, and given back only when nobody uses the segment any more.</remarks>
    [RequiresUnsafe]
    public static FinalizationSegment In(nuint page) => new(page);

    /// <summary>Whether both are the same.</summary>
    public bool Is(FinalizationSegment other) => _address == other._address;

    [StructLayout(LayoutKind.Sequential, Size = HeadBytes)]
    private struct Head
    {
        public nuint Older;
        public nuint Newer;
    }
}

using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hermit.Runtime.Heap;

/// <summary>
/// One byte for each page of memory that says what the heap uses the page for (<see cref="PageKind"/>). The bytes are valid for
/// the window between the lowest and the highest page that the heap ever used, so that little of the table is ever touched.
/// </summary>
/// <remarks>The table covers every address that the platform hands out; only the holder of the heap lock changes it.</remarks>
internal struct PageMap
{
    // The window grows in steps of this many bytes, so that it grows seldom.
    private const nuint WindowStep = 1 << 20;

    private nuint _table;
    private nuint _origin;
    private int _tableBytes;
    private nuint _floor;
    private nuint _ceiling;
    private nuint _low;
    private nuint _high;

    /// <summary>The lowest address that may be of the heap.</summary>
    public readonly nuint Low => _low;

    /// <summary>Bytes from <see cref="Low"/> within which addresses may be of the heap.</summary>
    public readonly nuint Span => _high - _low;

    private readonly Span<byte> Kinds
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            // SAFETY: Initialize was given so many bytes.
            unsafe
            {
                return new Span<byte>((void*)_table, _tableBytes);
            }
        }
    }

    /// <summary>Bytes of table that cover the addresses from <paramref name="floor"/> to <paramref name="ceiling"/>.</summary>
    public static nuint TableBytes(nuint floor, nuint ceiling) =>
        ((ceiling - floor) >> HeapLayout.PageShift) + 1;

    /// <summary>Starts with an empty map of the addresses from <paramref name="floor"/> to <paramref name="ceiling"/>, in <paramref name="table"/>.</summary>
    /// <remarks>Safety: the table has as many bytes as <see cref="TableBytes"/> says, and is the map's for good.</remarks>
    [RequiresUnsafe]
    public void Initialize(nuint table, nuint floor, nuint ceiling)
    {
        _table = table;
        _tableBytes = (int)TableBytes(floor, ceiling);
        _floor = floor & ~(nuint)(HeapLayout.PageBytes - 1);
        _ceiling = ceiling;

        // Where the byte of address 0 would be.
        _origin = unchecked(table - (_floor >> HeapLayout.PageShift));
        _low = _high = 0;
    }

    /// <summary>What the page of <paramref name="address"/> is; <see cref="PageKind.None"/> for any address outside the heap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly byte KindOf(nuint address) =>
        address - _low < _high - _low ? KindInWindow(address) : PageKind.None;

    /// <summary>What the page of <paramref name="address"/>, less than <see cref="Span"/> above <see cref="Low"/>, is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly byte KindInWindow(nuint address)
    {
        // SAFETY: the window is within what the table covers; the marker asks for every reference, so this has no second check.
        unsafe
        {
            return *(byte*)(_origin + (address >> HeapLayout.PageShift));
        }
    }

    /// <summary>Says that the pages of a block hold small objects.</summary>
    public void SetBlock(nuint block) => Fill(block, HeapLayout.BlockBytes, PageKind.Block);

    /// <summary>Says that <paramref name="bytes"/> from <paramref name="address"/> are a large object.</summary>
    public void SetLarge(nuint address, nuint bytes)
    {
        Cover(address, bytes);
        Span<byte> kinds = Kinds.Slice(PageOf(address), (int)(bytes >> HeapLayout.PageShift));
        kinds[0] = PageKind.LargeStart;
        for (int page = 1; page < kinds.Length; page++)
        {
            kinds[page] = (byte)(PageKind.LargeRest + BitOperations.Log2((uint)page));
        }
    }

    /// <summary>Says that <paramref name="bytes"/> from <paramref name="address"/> are no longer of the heap.</summary>
    public void Clear(nuint address, nuint bytes) => Fill(address, bytes, PageKind.None);

    /// <summary>The first page of the large object that <paramref name="address"/>, in a page of kind <paramref name="kind"/>, belongs to.</summary>
    public readonly nuint LargeStartOf(nuint address, byte kind)
    {
        nuint page = address & ~(nuint)(HeapLayout.PageBytes - 1);
        while (kind != PageKind.LargeStart)
        {
            page -= (nuint)HeapLayout.PageBytes << (kind - PageKind.LargeRest);
            kind = Kinds[PageOf(page)];
        }

        return page;
    }

    private void Fill(nuint address, nuint bytes, byte kind)
    {
        Cover(address, bytes);
        Kinds.Slice(PageOf(address), (int)(bytes >> HeapLayout.PageShift)).Fill(kind);
    }

    private void Cover(nuint address, nuint bytes)
    {
        nuint end = address + bytes;
        Panic.Unless(address >= _floor && end <= _ceiling && end >= address, "The platform handed out memory outside the range it named.");
        if (_low == _high)
        {
            _low = _high = Math.Max(address & ~(WindowStep - 1), _floor);
        }

        if (address < _low)
        {
            nuint low = Math.Max(address & ~(WindowStep - 1), _floor);
            ZeroKinds(low, _low);
            _low = low;
        }

        if (end > _high)
        {
            nuint high = Math.Min((end + (WindowStep - 1)) & ~(WindowStep - 1), _ceiling);
            ZeroKinds(_high, high);
            _high = high;
        }
    }

    private readonly void ZeroKinds(nuint from, nuint to)
    {
        int first = PageOf(from);
        Kinds.Slice(first, PageOf(to) - first).Fill(PageKind.None);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int PageOf(nuint address) => (int)((address - _floor) >> HeapLayout.PageShift);
}

using System;

namespace Hermit.Runtime.Heap;

/// <summary>The registered frozen segments, in a table of one page. For the holder of the heap lock.</summary>
internal struct FrozenSegments
{
    private nuint _table;

    private static int Capacity
    {
        get
        {
            // SAFETY: a size.
            unsafe
            {
                return HeapLayout.PageBytes / sizeof(FrozenSegment);
            }
        }
    }

    private readonly Span<FrozenSegment> Slots
    {
        get
        {
            // SAFETY: Initialize was given a page.
            unsafe
            {
                return new Span<FrozenSegment>((void*)_table, Capacity);
            }
        }
    }

    /// <summary>Uses the zeroed page at <paramref name="page"/> for the table.</summary>
    /// <remarks>Safety: the page is the caller's and never given back.</remarks>
    [RequiresUnsafe]
    public void Initialize(nuint page) => _table = page;

    /// <summary>Registers a segment; returns what names it to <see cref="Update"/> and <see cref="Remove"/>, or 0 when the table is full.</summary>
    public readonly nuint Add(nuint start, nuint end)
    {
        Span<FrozenSegment> slots = Slots;
        for (int index = 0; index < slots.Length; index++)
        {
            if (slots[index].Start == 0)
            {
                slots[index].Start = start;
                slots[index].End = end;
                return (nuint)index + 1;
            }
        }

        return 0;
    }

    /// <summary>Says that the objects of <paramref name="segment"/> now end at <paramref name="end"/>.</summary>
    public readonly void Update(nuint segment, nuint end) => Slots[(int)segment - 1].End = end;

    /// <summary>Forgets <paramref name="segment"/>.</summary>
    public readonly void Remove(nuint segment) => Slots[(int)segment - 1] = default;

    /// <summary>Marks what the frozen objects refer to.</summary>
    public readonly void Mark(ref Marker marker)
    {
        foreach (FrozenSegment slot in Slots)
        {
            if (slot.Start != 0)
            {
                marker.MarkFromFrozen(slot.Start, slot.End);
            }
        }
    }
}

namespace Hermit.Runtime.Heap;

/// <summary>The registered frozen segments, in a table of one page.</summary>
/// <remarks>Safety: used by the holder of the heap lock only.</remarks>
internal unsafe struct FrozenSegments
{
    private FrozenSegment* _slots;

    private static int Capacity => HeapLayout.PageBytes / sizeof(FrozenSegment);

    /// <summary>Uses the zeroed page at <paramref name="page"/> for the table.</summary>
    public void Initialize(nuint page) => _slots = (FrozenSegment*)page;

    /// <summary>Registers a segment; returns what names it to <see cref="Update"/> and <see cref="Remove"/>, or 0 when the table is full.</summary>
    public readonly nuint Add(nuint start, nuint end)
    {
        for (FrozenSegment* slot = _slots; slot < _slots + Capacity; slot++)
        {
            if (slot->Start == 0)
            {
                slot->Start = start;
                slot->End = end;
                return (nuint)slot;
            }
        }

        return 0;
    }

    /// <summary>Says that the objects of <paramref name="segment"/> now end at <paramref name="end"/>.</summary>
    public readonly void Update(nuint segment, nuint end) => ((FrozenSegment*)segment)->End = end;

    /// <summary>Forgets <paramref name="segment"/>.</summary>
    public readonly void Remove(nuint segment) => *(FrozenSegment*)segment = default;

    /// <summary>Marks what the frozen objects refer to.</summary>
    public readonly void Mark(ref Marker marker)
    {
        for (FrozenSegment* slot = _slots; slot < _slots + Capacity; slot++)
        {
            if (slot->Start != 0)
            {
                marker.MarkFromFrozen(slot->Start, slot->End);
            }
        }
    }
}

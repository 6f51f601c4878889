using System.Runtime.CompilerServices;

namespace Hermit.Unwinding;

/// <summary>The live slots of one frame, up to a number that few frames have.</summary>
public struct GcSlotList : IGcSlotVisitor
{
    private const int Capacity = 96;

    private Slots _slots;

    /// <summary>The number of slots.</summary>
    public int Count { get; private set; }

    /// <summary>Whether there were more.</summary>
    public bool IsOverfull { get; private set; }

    /// <summary>A slot by its number.</summary>
    public readonly GcSlot this[int index] => _slots[index];

    /// <inheritdoc/>
    public void Visit(in GcSlot slot)
    {
        if (Count == Capacity)
        {
            IsOverfull = true;
            return;
        }

        _slots[Count++] = slot;
    }

    [InlineArray(Capacity)]
    private struct Slots
    {
        private GcSlot _first;
    }
}

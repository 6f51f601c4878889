namespace Hermit.Unwinding;

/// <summary>A place in a frame that may hold a reference.</summary>
public struct GcSlot
{
    /// <summary>What <see cref="Place"/> counts from.</summary>
    public GcSlotBase Base;

    /// <summary>What the slot holds.</summary>
    public GcSlotFlags Flags;

    /// <summary>Bytes from the base; for a register, its DWARF number, or -1.</summary>
    public int Place;
}

namespace Hermit.Sync;

/// <summary>A place in the table of contexts that hold locks.</summary>
internal struct ContextSlot
{
    /// <summary>The context that has the slot; 0 for none.</summary>
    public AtomicNuint Owner;

    /// <summary>Its locks; touched by the owner only.</summary>
    public HeldLocks Held;
}

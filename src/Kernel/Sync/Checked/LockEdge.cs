namespace Hermit.Sync;

/// <summary>An order in which two locks were taken: the second while the first was held.</summary>
internal struct LockEdge(HeldLock first, uint second, CallSite secondSite)
{
    public uint First = first.Id;

    public uint Second = second;

    public CallSite FirstSite = first.Site;

    public CallSite SecondSite = secondSite;

    /// <summary>Scratch of the search for a cycle.</summary>
    public bool Reached;
}

namespace Hermit.Sync;

/// <summary>A lock that a context holds, and where it took it.</summary>
internal readonly struct HeldLock(uint id, bool shared, CallSite site)
{
    public uint Id { get; } = id;

    public bool Shared { get; } = shared;

    public CallSite Site { get; } = site;
}

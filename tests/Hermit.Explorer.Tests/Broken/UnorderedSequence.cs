using Hermit.Sync;

namespace Hermit.Explorer.Tests.Broken;

/// <summary>Broken: looks at the version again without ordering the copy before it.</summary>
internal struct UnorderedSequence
{
    private AtomicUInt32 _version;

    public readonly bool TryBeginRead(out uint version)
    {
        version = _version.Load(MemoryOrder.Acquire);
        return (version & 1) == 0 && version != 0;
    }

    public readonly bool IsUnchanged(uint version) => _version.Load(MemoryOrder.Relaxed) == version;

    public readonly uint BeginWrite()
    {
        uint version = _version.Load(MemoryOrder.Relaxed);
        _version.Store(version + 1, MemoryOrder.Relaxed);
        Fence.Insert(MemoryOrder.Release);
        return version;
    }

    public readonly void EndWrite(uint version) => _version.Store(version + 2, MemoryOrder.Release);
}

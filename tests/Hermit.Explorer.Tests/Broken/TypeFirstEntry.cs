using Hermit.Sync;

namespace Hermit.Explorer.Tests.Broken;

/// <summary>Broken: shows the type of a dispatch entry before its target.</summary>
internal struct TypeFirstEntry
{
    private AtomicNuint _type;
    private AtomicNuint _target;

    public readonly nuint Type => _type.Load(MemoryOrder.Acquire);

    public readonly nuint Target => _target.Load(MemoryOrder.Relaxed);

    public readonly void Set(nuint type, nuint target)
    {
        _type.Store(type, MemoryOrder.Release);
        _target.Store(target, MemoryOrder.Release);
    }
}

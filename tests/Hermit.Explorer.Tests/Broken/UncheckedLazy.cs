using Hermit.Sync;

namespace Hermit.Explorer.Tests.Broken;

/// <summary>Broken: looks whether there is a value only before it makes one.</summary>
internal struct UncheckedLazy
{
    private AtomicBool _created;
    private Plain<int> _value;

    public readonly int Get()
    {
        if (!_created.Load(MemoryOrder.Acquire))
        {
            _value.Write() = 7;
            _created.Store(true, MemoryOrder.Release);
        }

        return _value.Read();
    }
}

using Hermit.Sync;

namespace Hermit.Explorer.Tests.Broken;

/// <summary>Broken: publishes its value without release order.</summary>
internal struct RelaxedOnceCell
{
    private AtomicInt32 _state;
    private Plain<int> _value;

    public readonly bool TrySet(int value)
    {
        if (!_state.TryCompareExchange(0, 1, MemoryOrder.Acquire))
        {
            return false;
        }

        _value.Write() = value;
        _state.Store(2, MemoryOrder.Relaxed);
        return true;
    }

    public readonly bool TryGet(out int value)
    {
        bool set = _state.Load(MemoryOrder.Acquire) == 2;
        value = set ? _value.Read() : 0;
        return set;
    }
}

using Hermit.Sync;

namespace Hermit.Explorer.Tests.Broken;

/// <summary>Broken: looks whether the value is there and takes it in two steps.</summary>
internal struct TwoStepTakeStatic
{
    private AtomicBool _taken;
    private Plain<int> _value;

    public readonly void TryTake()
    {
        if (!_taken.Load(MemoryOrder.SequentiallyConsistent))
        {
            _taken.Store(true, MemoryOrder.SequentiallyConsistent);
            _value.Write()++;
        }
    }
}

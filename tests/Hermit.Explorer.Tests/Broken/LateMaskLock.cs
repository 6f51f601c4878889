using Hermit.Sync;

namespace Hermit.Explorer.Tests.Broken;

/// <summary>Broken: masks interrupts only once it has the lock.</summary>
internal struct LateMaskLock : IRawLock
{
    private RawSpinLock _lock;

    public readonly void Acquire()
    {
        _lock.Acquire();
        Interrupts.Mask();
    }

    public readonly bool TryAcquire() => false;

    public readonly void Release()
    {
        _lock.Release();
        Interrupts.Unmask();
    }
}

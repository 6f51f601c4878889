using Hermit.Sync;

namespace Hermit.Explorer.Tests.Broken;

/// <summary>Broken: unmasks interrupts before it opens the lock.</summary>
internal struct EarlyUnmaskLock : IRawLock
{
    private RawSpinLock _lock;

    public readonly void Acquire()
    {
        Interrupts.Mask();
        _lock.Acquire();
    }

    public readonly bool TryAcquire() => false;

    public readonly void Release()
    {
        Interrupts.Unmask();
        _lock.Release();
    }
}

using Hermit.Sync;

namespace Hermit.Explorer.Tests.Broken;

/// <summary>Broken: a CPU accepts a call before it counts as active.</summary>
internal struct LateCountCall
{
    private AtomicUInt64 _invited;
    private AtomicInt32 _active;

    public readonly bool IsActive => _active.Load(MemoryOrder.Acquire) != 0;

    public readonly void Invite() => _invited.Store(1, MemoryOrder.Release);

    public readonly void Cancel() => _invited.Exchange(0, MemoryOrder.AcquireRelease);

    public readonly bool TryAccept()
    {
        if (_invited.Exchange(0, MemoryOrder.AcquireRelease) == 0)
        {
            return false;
        }

        _active.FetchAdd(1, MemoryOrder.Relaxed);
        return true;
    }

    public readonly void Finish() => _active.FetchSubtract(1, MemoryOrder.Release);
}

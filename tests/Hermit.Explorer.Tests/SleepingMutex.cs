using Hermit.Scheduling;

namespace Hermit.Explorer.Tests;

/// <summary>The kernel's sleeping lock.</summary>
internal sealed class SleepingMutex : IBlockingMutex
{
    private RawSleepingLock _lock;

    public void Enter() => _lock.Acquire();

    public void Exit() => _lock.Release();
}

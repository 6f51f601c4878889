using Hermit.Scheduling;

namespace Hermit.Runtime.Heap;

/// <summary>The heap lock. A thread that waits for it blocks, so that its holder can be preempted. Lives in a static.</summary>
[Synchronized]
internal struct HeapLock
{
    private KernelMonitor _monitor;

    /// <summary>Takes the lock; blocks while another thread has it.</summary>
    public void Enter() => _monitor.Acquire();

    /// <summary>Gives the lock back.</summary>
    public void Exit() => _monitor.Release();
}

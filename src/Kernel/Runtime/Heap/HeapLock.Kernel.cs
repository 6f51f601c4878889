using Hermit.Scheduling;

namespace Hermit.Runtime.Heap;

/// <summary>The heap lock. A thread that waits for it blocks, so that its holder can be preempted. Lives in a static.</summary>
// SAFETY: all it holds is a RawSleepingLock, which synchronises.
[Synchronized]
internal struct HeapLock
{
    private RawSleepingLock _lock;

    /// <summary>Takes the lock; blocks while another thread has it.</summary>
    public readonly void Enter() => _lock.Acquire();

    /// <summary>Gives the lock back.</summary>
    public readonly void Exit()
    {
        unsafe
        {
            // SAFETY: the heap exits what it has entered, and reaches its data in between only.
            _lock.Release();
        }
    }
}

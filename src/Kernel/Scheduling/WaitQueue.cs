namespace Hermit.Scheduling;

/// <summary>Threads that wait for an event. It must not move while threads wait in it: it lives in a static or in a pool.</summary>
// SAFETY: as ThreadQueue.
public unsafe struct WaitQueue
{
    private ThreadQueue _threads;

    internal readonly bool IsEmpty => _threads.IsEmpty;

    internal void Add(Thread* thread) => _threads.Add(thread);

    internal void Remove(Thread* thread) => _threads.Remove(thread);

    internal Thread* Take() => _threads.Take();
}

namespace Hermit.Scheduling;

/// <summary>What a thread does later for an interrupt handler, or when a timer is due.</summary>
public interface IDeferredWork
{
    /// <summary>Runs on the kernel's worker thread, with interrupts enabled and no lock held. It may wait for locks; while it blocks, other deferred work waits.</summary>
    static abstract void Run(nuint argument);
}

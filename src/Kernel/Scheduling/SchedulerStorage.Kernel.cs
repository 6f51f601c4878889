using Hermit.Sync;

namespace Hermit.Scheduling;

/// <summary>Where the scheduler's state and its lock are.</summary>
internal static class SchedulerStorage
{
    private static LockedState s_locked;

    /// <summary>The lock.</summary>
    public static ref RawSpinLock Lock => ref s_locked.Lock;

    /// <summary>The state, for who holds the lock.</summary>
    /// <remarks>Safety: the caller holds the lock, and gives the reference up before it releases it.</remarks>
    [RequiresUnsafe]
    public static ref SchedulerState State => ref s_locked.State;

    // SAFETY: reached through SchedulerLock only, which holds the lock.
    [Synchronized]
    private struct LockedState
    {
        public RawSpinLock Lock;
        public SchedulerState State;
    }
}

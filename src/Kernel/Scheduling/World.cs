namespace Hermit.Scheduling;

/// <summary>All threads but the caller's, stopped: for the collector.</summary>
public static unsafe class World
{
    /// <summary>Stops every other thread, wherever it is, until <see cref="Resume"/>. The caller must not block meanwhile.</summary>
    public static void Stop() => Scheduler.DisablePreemption();

    /// <summary>Lets all threads go on.</summary>
    public static void Resume() => Scheduler.EnablePreemption();

    /// <summary>Goes through all threads; only between <see cref="Stop"/> and <see cref="Resume"/>.</summary>
    public static ThreadEnumerator Threads
    {
        get
        {
            using SchedulerLock held = SchedulerLock.Enter();
            // SAFETY: the world is stopped, so the threads stay while the enumerator is used.
            return new ThreadEnumerator(held.State.AllThreads);
        }
    }
}

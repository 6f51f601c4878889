using Hermit.Machine;

namespace Hermit.Scheduling;

/// <summary>The scheduler, where a thread begins, ends, or makes way.</summary>
public readonly struct SchedulerHooks : IThreadHooks
{
    /// <inheritdoc/>
    public static void OnStarted() => Scheduler.FinishFirstSwitch();

    /// <inheritdoc/>
    public static void OnReturned() => Scheduler.ExitThread();

    /// <inheritdoc/>
    public static void OnPreempted() => Scheduler.YieldPreempted();
}

using Hermit.Machine;
using Hermit.Scheduling;

namespace Hermit.Kernel;

/// <summary>What every CPU but the first does: it runs threads, or waits for some.</summary>
internal readonly struct OtherCpu : ICpuEntry
{
    /// <inheritdoc/>
    public static void OnStarted()
    {
        ThreadStacks.AdoptCpuStack();
        Scheduler.Initialize();
    }

    /// <inheritdoc/>
    public static void Run() => Scheduler.RunIdle();
}

using Hermit.Machine;

namespace Hermit.Scheduling;

/// <summary>Interrupts from one CPU to another.</summary>
internal static class OtherCpus
{
    /// <summary>Whether there are any.</summary>
    public static bool Exist => Processors.Count > 1;

    /// <summary>Makes a CPU call <see cref="Scheduler.OnReschedule"/>.</summary>
    public static void Reschedule(int cpu) => Processors.Reschedule(cpu);
}

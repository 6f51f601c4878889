using Hermit.Machine;

namespace Hermit.Scheduling;

/// <summary>Interrupts from one CPU to another.</summary>
internal static class OtherCpus
{
    /// <summary>Makes a CPU call <see cref="Scheduler.OnReschedule"/>.</summary>
    public static void Reschedule(int cpu) => Processors.Reschedule(cpu);
}

namespace Hermit.Scheduling;

/// <summary>Interrupts from one CPU to another.</summary>
internal static class OtherCpus
{
    /// <summary>Makes a CPU call <see cref="Scheduler.OnReschedule"/>. Only the boot CPU is ever brought up, so there is no other to interrupt.</summary>
    public static void Reschedule(int cpu) => Panic.Fail("a CPU was interrupted that has not been started");
}

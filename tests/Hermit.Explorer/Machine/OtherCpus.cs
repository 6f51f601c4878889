using Hermit.Explorer;

namespace Hermit.Scheduling;

/// <summary>Interrupts from one CPU to another.</summary>
internal static class OtherCpus
{
    public static void Reschedule(int cpu) => SimulatedMachine.Current.Interrupt(cpu);
}

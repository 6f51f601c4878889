using Hermit.Explorer;

namespace Hermit.Scheduling;

/// <summary>Interrupts from one CPU to another.</summary>
internal static class OtherCpus
{
    // Nobody waits actively for a while: a wait of the explorer's ends by a change only.
    public static bool Exist => false;

    public static void Reschedule(int cpu) => SimulatedMachine.Current.Interrupt(cpu);
}

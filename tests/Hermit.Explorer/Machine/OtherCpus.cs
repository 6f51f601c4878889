using Hermit.Explorer;

namespace Hermit.Scheduling;

/// <summary>Interrupts from one CPU to another.</summary>
internal static class OtherCpus
{
    // Nobody waits actively for a while: a wait of the explorer's ends by a change only.
    public static bool Exist => false;

    // A CPU says that it watches, and looks once more. That it was told makes it look sooner, no more, and no CPU is slow here.
    public static bool Watching => SimulatedMachine.Current.CpuCount > 1;

    public static void Tell(int cpu)
    {
    }

    public static void Watch(int cpu)
    {
    }

    public static void Reschedule(int cpu) => SimulatedMachine.Current.Interrupt(cpu);
}

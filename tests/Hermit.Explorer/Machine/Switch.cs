using Hermit.Explorer;

namespace Hermit.Scheduling;

/// <summary>The switch between two threads: hands the CPU of one to the other.</summary>
internal static class Switch
{
    public static void To(ref nuint savedStackPointer, nuint stackPointer, nuint area)
    {
        SimulatedMachine machine = SimulatedMachine.Current;
        SimulatedThread leaving = machine.Playing;
        int cpu = leaving.Cpu;
        leaving.HasCpu = false;
        leaving.HasLeft = machine.State.Threads[leaving.Record].State == ThreadState.Ended;
        machine.ThreadAt(area).Resume(cpu);
        if (leaving.HasLeft)
        {
            throw new SimulatedThread.LeftException();
        }

        leaving.AwaitCpu(machine);
    }
}

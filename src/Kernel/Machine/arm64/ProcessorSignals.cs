namespace Hermit.Machine;

/// <summary>The interrupts from one CPU to another.</summary>
internal static class ProcessorSignals
{
    /// <summary>There is something to run, or nothing may run.</summary>
    public static void Reschedule(int cpu) => Gic.Send(cpu, Interrupts.RescheduleInterrupt);

    /// <summary>Answer: what was written before is seen then.</summary>
    public static void Flush(int cpu) => Gic.Send(cpu, Interrupts.FlushInterrupt);

    /// <summary>Stop, whatever it does; where a secure world keeps fast interrupts for itself, as soon as interrupts are not masked.</summary>
    public static void Stop(int cpu) => Gic.Send(cpu, Interrupts.StopInterrupt);
}

namespace Hermit.Machine;

/// <summary>The interrupts from one CPU to another.</summary>
internal static class ProcessorSignals
{
    /// <summary>There is something to run, or nothing may run.</summary>
    public static void Reschedule(int cpu) => LocalApic.SendInterrupt(Processors.Identifier(cpu), Interrupts.RescheduleVector);

    /// <summary>Forget translations.</summary>
    public static void Flush(int cpu) => LocalApic.SendInterrupt(Processors.Identifier(cpu), Interrupts.FlushVector);

    /// <summary>Stop, whatever it does.</summary>
    public static void Stop(int cpu) => LocalApic.SendNonMaskable(Processors.Identifier(cpu));

    /// <summary>The local APIC that a device's interrupt goes to: the devices take turns. Pins and messages name one by 8 bits, of which 255 is everybody.</summary>
    public static uint IdentifierForDevice(int device)
    {
        uint identifier = Processors.Identifier(device % Processors.Count);
        return identifier < 255 ? identifier : Processors.Identifier(0);
    }
}

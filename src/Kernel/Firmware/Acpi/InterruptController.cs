namespace Hermit.Firmware;

/// <summary>An I/O APIC as the MADT describes it.</summary>
public readonly struct InterruptController
{
    /// <summary>Describes one.</summary>
    public InterruptController(nuint address, uint firstLine)
    {
        Address = address;
        FirstLine = firstLine;
    }

    /// <summary>Where its registers are.</summary>
    public nuint Address { get; }

    /// <summary>The first global interrupt that it serves.</summary>
    public uint FirstLine { get; }
}

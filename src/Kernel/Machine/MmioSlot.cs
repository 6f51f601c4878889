namespace Hermit.Machine;

/// <summary>A place where the machine has a device that is registers and an interrupt.</summary>
public readonly struct MmioSlot
{
    /// <summary>Describes one.</summary>
    internal MmioSlot(RegisterWindow registers, InterruptLine line)
    {
        Registers = registers;
        Line = line;
    }

    /// <summary>The registers.</summary>
    public RegisterWindow Registers { get; }

    /// <summary>The interrupt.</summary>
    public InterruptLine Line { get; }
}

namespace Hermit.Machine;

/// <summary>An interrupt that a device signals by writing a word (PCI 3.0, 6.8). A capability: the device's function programs it, and a driver cannot see what is written where.</summary>
public readonly struct MessageInterrupt
{
    /// <summary>The interrupt with that vector, of the CPU whose interrupt controller has that identifier.</summary>
    internal MessageInterrupt(byte vector, uint identifier)
    {
        Vector = vector;
        Identifier = identifier;
    }

    /// <summary>The vector.</summary>
    internal byte Vector { get; }

    /// <summary>The identifier.</summary>
    internal uint Identifier { get; }

    /// <summary>Makes one that runs a handler on one of the CPUs; false when all vectors are in use.</summary>
    public static bool TryCreate<THandler>(nuint argument, out MessageInterrupt interrupt)
        where THandler : struct, IInterruptHandler => Interrupts.TryCreateMessage<THandler>(argument, out interrupt);
}

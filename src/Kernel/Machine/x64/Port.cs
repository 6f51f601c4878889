namespace Hermit.Machine;

/// <summary>The I/O port space, for this layer's own devices and for <see cref="PortRange"/>.</summary>
internal static class Port
{
    /// <summary>Reads a byte.</summary>
    public static byte Read8(ushort port)
    {
        unsafe
        {
            // SAFETY: a read of a port reaches no memory.
            return Instructions.In8(port);
        }
    }

    /// <summary>Reads 16 bits.</summary>
    public static ushort Read16(ushort port)
    {
        unsafe
        {
            // SAFETY: as Read8.
            return Instructions.In16(port);
        }
    }

    /// <summary>Reads 32 bits.</summary>
    public static uint Read32(ushort port)
    {
        unsafe
        {
            // SAFETY: as Read8.
            return Instructions.In32(port);
        }
    }

    /// <summary>Writes a byte.</summary>
    public static void Write8(ushort port, byte value)
    {
        unsafe
        {
            // SAFETY: the ports are of legacy devices without DMA (PIC, PIT, CMOS, UART, power), or of a PortRange.
            Instructions.Out8(port, value);
        }
    }

    /// <summary>Writes 16 bits.</summary>
    public static void Write16(ushort port, ushort value)
    {
        unsafe
        {
            // SAFETY: as Write8.
            Instructions.Out16(port, value);
        }
    }

    /// <summary>Writes 32 bits.</summary>
    public static void Write32(ushort port, uint value)
    {
        unsafe
        {
            // SAFETY: as Write8.
            Instructions.Out32(port, value);
        }
    }
}

namespace Hermit.Machine;

/// <summary>The I/O port space. A driver owns the ports of its device; a port cannot reach memory unless it programs DMA, which drivers do only through DMA buffers.</summary>
public static unsafe class Port
{
    /// <summary>Reads a byte.</summary>
    public static byte Read8(ushort port)
    {
        // SAFETY: no device we drive reaches memory by a port read.
        return Instructions.In8(port);
    }

    /// <summary>Reads 16 bits.</summary>
    public static ushort Read16(ushort port)
    {
        // SAFETY: as Read8.
        return Instructions.In16(port);
    }

    /// <summary>Reads 32 bits.</summary>
    public static uint Read32(ushort port)
    {
        // SAFETY: as Read8.
        return Instructions.In32(port);
    }

    /// <summary>Writes a byte.</summary>
    public static void Write8(ushort port, byte value)
    {
        // SAFETY: legacy ports we drive (PIC, PIT, CMOS, UART, power) do no DMA.
        Instructions.Out8(port, value);
    }

    /// <summary>Writes 16 bits.</summary>
    public static void Write16(ushort port, ushort value)
    {
        // SAFETY: as Write8.
        Instructions.Out16(port, value);
    }

    /// <summary>Writes 32 bits.</summary>
    public static void Write32(ushort port, uint value)
    {
        // SAFETY: as Write8.
        Instructions.Out32(port, value);
    }
}

namespace Hermit.Machine;

/// <summary>
/// Ports of a device, named by their distance from the first. A capability: Machine hands out the ports that belong to a device, once; an access outside
/// of them is a panic.
/// </summary>
public readonly struct PortRange
{
    private readonly ushort _first;
    private readonly ushort _count;

    /// <summary>The ports from <paramref name="first"/> on.</summary>
    internal PortRange(ushort first, ushort count)
    {
        _first = first;
        _count = count;
    }

    /// <summary>How many there are.</summary>
    public int Count => _count;

    /// <summary>Reads a byte.</summary>
    public byte Read8(int port) => Port.Read8(At(port, 1));

    /// <summary>Reads 16 bits.</summary>
    public ushort Read16(int port) => Port.Read16(At(port, 2));

    /// <summary>Reads 32 bits.</summary>
    public uint Read32(int port) => Port.Read32(At(port, 4));

    /// <summary>Writes a byte.</summary>
    public void Write8(int port, byte value) => Port.Write8(At(port, 1), value);

    /// <summary>Writes 16 bits.</summary>
    public void Write16(int port, ushort value) => Port.Write16(At(port, 2), value);

    /// <summary>Writes 32 bits.</summary>
    public void Write32(int port, uint value) => Port.Write32(At(port, 4), value);

    private ushort At(int port, int size)
    {
        Panic.Unless(port >= 0 && port + size <= _count, "a port is outside of its device's range");
        return (ushort)(_first + port);
    }
}

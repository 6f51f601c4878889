namespace Hermit.Machine;

/// <summary>Channel 2 of the 8254: a counter of known frequency, read by polling only.</summary>
internal readonly struct IntervalTimer : ICounter
{
    /// <summary>Its frequency, in hertz.</summary>
    public const ulong Frequency = 1_193_182;

    /// <summary>After how many ticks it begins anew (55 ms).</summary>
    public const uint Period = 65_536;

    private const ushort Channel2 = 0x42;
    private const ushort Command = 0x43;
    private const ushort Gate = 0x61;

    /// <summary>Starts counting, in mode 0, in which the count goes on below zero.</summary>
    public static void Start()
    {
        Port.Write8(Gate, (byte)((Port.Read8(Gate) & 0xFC) | 1));
        Port.Write8(Command, 0xB0);
        Port.Write8(Channel2, 0xFF);
        Port.Write8(Channel2, 0xFF);
    }

    /// <summary>How many ticks have gone by since the start, modulo <see cref="Period"/>.</summary>
    public static uint Value
    {
        get
        {
            Port.Write8(Command, 0x80);
            uint low = Port.Read8(Channel2);
            uint high = Port.Read8(Channel2);
            return 0xFFFF - (low | (high << 8));
        }
    }
}

using System;

namespace Hermit.Machine;

/// <summary>Channel 2 of the 8254: a counter of known frequency, read by polling only.</summary>
internal static class IntervalTimer
{
    /// <summary>Its frequency, in hertz.</summary>
    public const ulong Frequency = 1_193_182;

    private const ushort Channel2 = 0x42;
    private const ushort Command = 0x43;
    private const ushort Gate = 0x61;
    private const byte ReadBackStatus = 0xE8;
    private const byte Output = 0x80;

    /// <summary>Starts counting down from 65,535 (55 ms).</summary>
    public static void Start()
    {
        Port.Write8(Gate, (byte)((Port.Read8(Gate) & 0xFC) | 1));
        Port.Write8(Command, 0xB0);
        Port.Write8(Channel2, 0xFF);
        Port.Write8(Channel2, 0xFF);
    }

    /// <summary>Whether the count has reached its end, so that <see cref="Elapsed"/> means nothing any more.</summary>
    public static bool HasEnded
    {
        get
        {
            // By the read-back command, because not every machine has the port at 0x61.
            Port.Write8(Command, ReadBackStatus);
            return (Port.Read8(Channel2) & Output) != 0;
        }
    }

    /// <summary>How many ticks have gone by since the start; meaningless once <see cref="HasEnded"/>.</summary>
    public static uint Elapsed
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

namespace Hermit.Machine;

/// <summary>The battery-backed clock (Motorola MC146818), which we read once.</summary>
internal static class RealTimeClock
{
    private const ushort Index = 0x70;
    private const ushort Data = 0x71;
    private const byte UpdateInProgress = 0x80;

    /// <summary>Seconds since 1970-01-01 UTC; 0 when there is no such clock.</summary>
    public static ulong ReadSeconds()
    {
        if (Read(0x0D) == 0xFF && Read(0x0A) == 0xFF)
        {
            return 0;
        }

        ulong previous = ReadOnce();
        for (int tries = 0; tries < 1000; tries++)
        {
            ulong current = ReadOnce();
            if (current == previous)
            {
                return current;
            }

            previous = current;
        }

        return previous;
    }

    private static ulong ReadOnce()
    {
        for (int tries = 0; tries < 100_000 && (Read(0x0A) & UpdateInProgress) != 0; tries++)
        {
        }

        byte format = Read(0x0B);
        bool binary = (format & 4) != 0;
        uint hour = Read(0x04);
        bool afternoon = (format & 2) == 0 && (hour & 0x80) != 0;
        hour = Decode(hour & 0x7F, binary);
        if ((format & 2) == 0)
        {
            hour = (hour % 12) + (afternoon ? 12u : 0);
        }

        uint year = 2000 + Decode(Read(0x09), binary);
        return ToSeconds(year, Decode(Read(0x08), binary), Decode(Read(0x07), binary)) + (hour * 3600) + (Decode(Read(0x02), binary) * 60) + Decode(Read(0x00), binary);
    }

    private static uint Decode(uint value, bool binary) => binary ? value : ((value >> 4) * 10) + (value & 15);

    // Days of the proleptic Gregorian calendar, with years that begin in March so that the leap day is last.
    private static ulong ToSeconds(uint year, uint month, uint day)
    {
        uint shifted = month > 2 ? year : year - 1;
        uint monthFromMarch = month > 2 ? month - 3 : month + 9;
        ulong days = (365ul * shifted) + (shifted / 4) - (shifted / 100) + (shifted / 400) + (((153 * monthFromMarch) + 2) / 5) + day - 1;
        const ulong daysTo1970 = 719_468;
        return (days - daysTo1970) * 86_400;
    }

    private static byte Read(byte register)
    {
        Port.Write8(Index, register);
        return Port.Read8(Data);
    }
}

namespace Hermit.Machine;

/// <summary>The battery-backed clock (Motorola MC146818), which we read once.</summary>
internal static class RealTimeClock
{
    private const ushort Index = 0x70;
    private const ushort Data = 0x71;
    private const byte UpdateInProgress = 0x80;

    // Where PCs keep the century, unless the FADT says otherwise.
    private const byte UsualCenturyRegister = 0x32;

    /// <summary>Seconds since 1970-01-01 UTC; 0 when there is no such clock, or nothing sensible in it.</summary>
    /// <param name="centuryRegister">The register that the FADT names; 0 when it names none.</param>
    public static long ReadSeconds(byte centuryRegister)
    {
        if (Read(0x0D) == 0xFF && Read(0x0A) == 0xFF)
        {
            return 0;
        }

        RealTimeReading previous = ReadOnce(centuryRegister);
        for (int tries = 0; tries < 1000; tries++)
        {
            RealTimeReading current = ReadOnce(centuryRegister);
            if (current.Equals(previous))
            {
                break;
            }

            previous = current;
        }

        return previous.ToSeconds();
    }

    private static RealTimeReading ReadOnce(byte centuryRegister)
    {
        for (int tries = 0; tries < 100_000 && (Read(0x0A) & UpdateInProgress) != 0; tries++)
        {
        }

        RealTimeReading reading = default;
        reading.Format = Read(0x0B);
        reading.Second = Read(0x00);
        reading.Minute = Read(0x02);
        reading.Hour = Read(0x04);
        reading.Day = Read(0x07);
        reading.Month = Read(0x08);
        reading.Year = Read(0x09);
        reading.Century = Read(centuryRegister is 0 or > 0x7F ? UsualCenturyRegister : centuryRegister);
        return reading;
    }

    private static byte Read(byte register)
    {
        Port.Write8(Index, register);
        return Port.Read8(Data);
    }
}

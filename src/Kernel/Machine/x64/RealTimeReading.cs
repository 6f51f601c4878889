namespace Hermit.Machine;

/// <summary>The registers of the battery-backed clock at one moment (MC146818 data sheet; the century is IBM's addition).</summary>
internal struct RealTimeReading
{
    private const byte Binary = 4;
    private const byte TwentyFourHours = 2;
    private const byte Afternoon = 0x80;

    // Without a century, years from here on are of the 20th: the first PC is of 1981, and .NET's time begins to count at 1970.
    private const uint FirstYearOf20thCentury = 70;

    /// <summary>Register B.</summary>
    public byte Format;

    /// <summary>The registers of that name, in the form that <see cref="Format"/> says.</summary>
    public byte Second, Minute, Hour, Day, Month, Year;

    /// <summary>The century, or what a machine without it keeps at that place.</summary>
    public byte Century;

    /// <summary>Whether two readings are the same.</summary>
    public readonly bool Equals(in RealTimeReading other) =>
        Format == other.Format && Second == other.Second && Minute == other.Minute && Hour == other.Hour && Day == other.Day && Month == other.Month
        && Year == other.Year && Century == other.Century;

    /// <summary>Seconds since 1970-01-01 UTC; 0 when this is no date from then on.</summary>
    public readonly long ToSeconds()
    {
        uint month = Decode(Month);
        uint day = Decode(Day);
        if (month is 0 or > 12 || day is 0 or > 31)
        {
            return 0;
        }

        uint hour = Decode((byte)(Hour & ~Afternoon));
        if ((Format & TwentyFourHours) == 0)
        {
            hour = (hour % 12) + ((Hour & Afternoon) != 0 ? 12u : 0);
        }

        long seconds = (Days(FullYear(), month, day) * 86_400) + (hour * 3600) + (Decode(Minute) * 60) + Decode(Second);
        return seconds < 0 ? 0 : seconds;
    }

    private readonly uint FullYear()
    {
        uint year = Decode(Year);
        uint century = Decode(Century);
        if (century is >= 19 and <= 22)
        {
            return (century * 100) + year;
        }

        return year + (year < FirstYearOf20thCentury ? 2000u : 1900u);
    }

    private readonly uint Decode(byte value) => (Format & Binary) != 0 ? value : (((uint)value >> 4) * 10) + (value & 15u);

    // Days since 1970-01-01 in the proleptic Gregorian calendar, with years that begin in March so that the leap day is last.
    private static long Days(uint year, uint month, uint day)
    {
        uint shifted = month > 2 ? year : year - 1;
        uint monthFromMarch = month > 2 ? month - 3 : month + 9;
        long days = (365L * shifted) + (shifted / 4) - (shifted / 100) + (shifted / 400) + (((153 * monthFromMarch) + 2) / 5) + day - 1;
        const long daysTo1970 = 719_468;
        return days - daysTo1970;
    }
}

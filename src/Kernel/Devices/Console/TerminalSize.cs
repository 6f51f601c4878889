using System;

namespace Hermit.Devices;

/// <summary>A terminal's size in characters.</summary>
public readonly struct TerminalSize
{
    private TerminalSize(ushort columns, ushort rows)
    {
        Columns = columns;
        Rows = rows;
    }

    /// <summary>How many characters a line has.</summary>
    public ushort Columns { get; }

    /// <summary>How many lines.</summary>
    public ushort Rows { get; }

    /// <summary>Reads columns and rows with a separator between.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, byte separator, out TerminalSize size)
    {
        size = default;
        int middle = text.IndexOf(separator);
        if (middle < 0 || !TryParse(text.Slice(0, middle), out ushort columns) || !TryParse(text.Slice(middle + 1), out ushort rows))
        {
            return false;
        }

        size = new TerminalSize(columns, rows);
        return true;
    }

    private static bool TryParse(ReadOnlySpan<byte> digits, out ushort value)
    {
        uint sum = 0;
        foreach (byte digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9' || sum > ushort.MaxValue)
            {
                value = 0;
                return false;
            }

            sum = (sum * 10) + digit - '0';
        }

        value = (ushort)sum;
        return !digits.IsEmpty && sum <= ushort.MaxValue;
    }
}

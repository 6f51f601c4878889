using System;

namespace Hermit.Net;

/// <summary>Addresses as text, in UTF-8: <c>a.b.c.d</c>, and RFC 4291, section 2.2, in the form of RFC 5952.</summary>
public static class IpAddressText
{
    /// <summary>The longest text that <see cref="Format"/> writes.</summary>
    public const int MaximumLength = 39;

    private const int Groups = 8;

    /// <summary>Reads an address that is the whole text; <see langword="false"/> if it is none.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out IpAddress address)
    {
        if (text.IndexOf((byte)':') >= 0)
        {
            return TryParseV6(text, out address);
        }

        bool isV4 = TryParseV4(text, out uint bits);
        address = isV4 ? IpAddress.FromV4(bits) : default;
        return isV4;
    }

    /// <summary>Writes an address and returns its length; 0 if there is no room.</summary>
    public static int Format(IpAddress address, Span<byte> text)
    {
        if (text.Length < MaximumLength)
        {
            return 0;
        }

        return address.IsV4 ? FormatV4(address.ToV4Bits(), text) : FormatV6(address, text);
    }

    private static bool TryParseV4(ReadOnlySpan<byte> text, out uint bits)
    {
        bits = 0;
        for (int part = 0; part < 4; part++)
        {
            int digits = 0;
            uint value = 0;
            for (; digits < text.Length && text[digits] is >= (byte)'0' and <= (byte)'9'; digits++)
            {
                value = (value * 10) + (uint)(text[digits] - '0');
                if (digits >= 3)
                {
                    return false;
                }
            }

            if (digits == 0 || value > 255 || (digits > 1 && text[0] == (byte)'0'))
            {
                return false;
            }

            bits = (bits << 8) | value;
            text = text.Slice(digits);
            if (part < 3)
            {
                if (text.Length == 0 || text[0] != (byte)'.')
                {
                    return false;
                }

                text = text.Slice(1);
            }
        }

        return text.Length == 0;
    }

    private static bool TryParseV6(ReadOnlySpan<byte> text, out IpAddress address)
    {
        address = default;
        Span<ushort> groups = stackalloc ushort[Groups];
        groups.Clear();
        int count = 0;
        int gap = -1;
        if (text.Length >= 2 && text[0] == (byte)':' && text[1] == (byte)':')
        {
            gap = 0;
            text = text.Slice(2);
        }

        while (text.Length > 0)
        {
            if (count == Groups)
            {
                return false;
            }

            if (text.IndexOf((byte)'.') >= 0 && text.IndexOf((byte)':') < 0)
            {
                if (count > Groups - 2 || !TryParseV4(text, out uint bits))
                {
                    return false;
                }

                groups[count++] = (ushort)(bits >> 16);
                groups[count++] = (ushort)bits;
                break;
            }

            if (!TryParseGroup(ref text, out groups[count++]))
            {
                return false;
            }

            if (text.Length == 0)
            {
                break;
            }

            // A colon, and behind it another group, or a second colon for the gap.
            if (text[0] != (byte)':' || text.Length == 1)
            {
                return false;
            }

            text = text.Slice(1);
            if (text[0] == (byte)':')
            {
                if (gap >= 0)
                {
                    return false;
                }

                gap = count;
                text = text.Slice(1);
            }
        }

        return TryFill(groups, count, gap, out address);
    }

    private static bool TryParseGroup(ref ReadOnlySpan<byte> text, out ushort group)
    {
        uint value = 0;
        int digits = 0;
        for (; digits < text.Length && digits < 5; digits++)
        {
            byte character = (byte)(text[digits] | 0x20);
            if (text[digits] is >= (byte)'0' and <= (byte)'9')
            {
                value = (value << 4) | (uint)(text[digits] - '0');
            }
            else if (character is >= (byte)'a' and <= (byte)'f')
            {
                value = (value << 4) | (uint)(character - 'a' + 10);
            }
            else
            {
                break;
            }
        }

        group = (ushort)value;
        text = text.Slice(digits);
        return digits is > 0 and <= 4;
    }

    private static bool TryFill(Span<ushort> groups, int count, int gap, out IpAddress address)
    {
        address = default;
        if (gap < 0 ? count != Groups : count >= Groups)
        {
            return false;
        }

        ulong high = 0;
        ulong low = 0;
        for (int i = 0; i < Groups; i++)
        {
            int behind = i - (Groups - count);
            int index = gap < 0 || i < gap ? i : behind >= gap ? behind : -1;
            ulong group = index >= 0 ? groups[index] : 0u;
            if (i < 4)
            {
                high = (high << 16) | group;
            }
            else
            {
                low = (low << 16) | group;
            }
        }

        address = IpAddress.FromV6(high, low);
        return true;
    }

    private static int FormatV4(uint bits, Span<byte> text)
    {
        int at = 0;
        for (int shift = 24; shift >= 0; shift -= 8)
        {
            uint value = (bits >> shift) & 0xFF;
            if (value >= 100)
            {
                text[at++] = (byte)('0' + (value / 100));
            }

            if (value >= 10)
            {
                text[at++] = (byte)('0' + (value / 10 % 10));
            }

            text[at++] = (byte)('0' + (value % 10));
            if (shift != 0)
            {
                text[at++] = (byte)'.';
            }
        }

        return at;
    }

    private static int FormatV6(IpAddress address, Span<byte> text)
    {
        // RFC 5952, section 4.2: the first of the longest runs of at least two zero groups becomes "::".
        int best = -1;
        int bestLength = 1;
        for (int i = 0; i < Groups; i++)
        {
            int length = 0;
            while (i + length < Groups && Group(address, i + length) == 0)
            {
                length++;
            }

            if (length > bestLength)
            {
                best = i;
                bestLength = length;
            }
        }

        int at = 0;
        for (int i = 0; i < Groups; i++)
        {
            if (i == best)
            {
                text[at++] = (byte)':';
                text[at++] = (byte)':';
                i += bestLength - 1;
                continue;
            }

            if (i > 0 && i != best + bestLength)
            {
                text[at++] = (byte)':';
            }

            at += FormatGroup(Group(address, i), text.Slice(at));
        }

        return at;
    }

    private static uint Group(IpAddress address, int index) => (ushort)((index < 4 ? address.High : address.Low) >> (48 - (16 * (index & 3))));

    private static int FormatGroup(uint group, Span<byte> text)
    {
        int at = 0;
        for (int shift = 12; shift >= 0; shift -= 4)
        {
            uint digit = (group >> shift) & 0xF;
            if (digit != 0 || at > 0 || shift == 0)
            {
                text[at++] = (byte)(digit < 10 ? '0' + digit : 'a' + digit - 10);
            }
        }

        return at;
    }
}

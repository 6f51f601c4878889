using System;

namespace Hermit.Firmware;

/// <summary>A device that is registers and an interrupt, as a virtual machine monitor describes it, on the kernel command line or in ACPI.</summary>
public readonly struct MmioDescription
{
    private const ulong LargestWindow = 1 << 20;

    /// <summary>Describes one.</summary>
    public MmioDescription(ulong size, ulong address, uint interrupt, bool level)
    {
        Size = size;
        Address = address;
        Interrupt = interrupt;
        IsLevel = level;
    }

    /// <summary>What the words begin with.</summary>
    public static ReadOnlySpan<byte> Prefix => "virtio_mmio.device="u8;

    /// <summary>The size of the registers, in bytes.</summary>
    public ulong Size { get; }

    /// <summary>Where they are.</summary>
    public ulong Address { get; }

    /// <summary>The number of the interrupt.</summary>
    public uint Interrupt { get; }

    /// <summary>Whether it is signalled by a level, not by a rising edge.</summary>
    public bool IsLevel { get; }

    /// <summary>How many bytes of a command line are the user's: the monitor's words stand at the end.</summary>
    public static int UserLength(ReadOnlySpan<byte> commandLine)
    {
        int end = commandLine.Length;
        while (true)
        {
            int trimmed = end;
            while (trimmed > 0 && commandLine[trimmed - 1] == ' ')
            {
                trimmed--;
            }

            int start = commandLine.Slice(0, trimmed).LastIndexOf((byte)' ') + 1;
            if (!TryParse(commandLine.Slice(start, trimmed - start), out _))
            {
                return end;
            }

            end = start;
        }
    }

    /// <summary>The device of that number, from 0, among words that spaces separate.</summary>
    public static bool TryFind(ReadOnlySpan<byte> words, int number, out MmioDescription description)
    {
        while (!words.IsEmpty)
        {
            int end = words.IndexOf((byte)' ');
            ReadOnlySpan<byte> word = end < 0 ? words : words.Slice(0, end);
            words = end < 0 ? default : words.Slice(end + 1);
            if (TryParse(word, out description) && number-- == 0)
            {
                return true;
            }
        }

        description = default;
        return false;
    }

    /// <summary>Parses one word.</summary>
    public static bool TryParse(ReadOnlySpan<byte> word, out MmioDescription description)
    {
        description = default;
        if (!word.StartsWith(Prefix))
        {
            return false;
        }

        ReadOnlySpan<byte> rest = word.Slice(Prefix.Length);
        int at = rest.IndexOf((byte)'@');
        int colon = rest.IndexOf((byte)':');
        if (at <= 0 || colon < at || !TryParseNumber(rest.Slice(0, at), out ulong size) || !TryParseNumber(rest.Slice(at + 1, colon - at - 1), out ulong address)
            || !TryParseNumber(rest.Slice(colon + 1), out ulong interrupt) || size is 0 or > LargestWindow || interrupt > ushort.MaxValue)
        {
            return false;
        }

        description = new MmioDescription(size, address, (uint)interrupt, level: false);
        return true;
    }

    // Decimal or, after 0x, hexadecimal; K and M multiply.
    private static bool TryParseNumber(ReadOnlySpan<byte> text, out ulong value)
    {
        value = 0;
        ulong factor = 1;
        if (text.Length > 1 && text[text.Length - 1] is (byte)'K' or (byte)'M')
        {
            factor = text[text.Length - 1] == 'K' ? 1024u : 1024 * 1024;
            text = text.Slice(0, text.Length - 1);
        }

        bool hexadecimal = text.StartsWith("0x"u8);
        text = hexadecimal ? text.Slice(2) : text;
        if (text.IsEmpty || text.Length > 16)
        {
            return false;
        }

        foreach (byte character in text)
        {
            int digit = character switch
            {
                >= (byte)'0' and <= (byte)'9' => character - '0',
                >= (byte)'a' and <= (byte)'f' => character - 'a' + 10,
                >= (byte)'A' and <= (byte)'F' => character - 'A' + 10,
                _ => 16,
            };
            if (digit >= (hexadecimal ? 16 : 10))
            {
                return false;
            }

            value = (value * (hexadecimal ? 16u : 10u)) + (uint)digit;
        }

        value *= factor;
        return true;
    }
}

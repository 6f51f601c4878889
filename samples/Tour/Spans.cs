using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Tour;

/// <summary>Spans over stack, arrays and strings; UTF-8; bytes in order.</summary>
internal static class Spans
{
    public static void Run()
    {
        Span<byte> bytes = stackalloc byte[64];
        for (int i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)(i * 5);
        bytes[8..24].Reverse();
        bytes[..10].CopyTo(bytes[4..]);
        Console.WriteLine(Convert.ToHexString(bytes));
        Console.WriteLine($"{MemoryMarshal.Cast<byte, int>(bytes)[3]:X8} {bytes.IndexOf((byte)200)} {bytes.Count((byte)0)} {BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]):X8}");

        int[] numbers = [5, 3, 9, 1];
        Span<int> window = numbers.AsSpan(1, 3);
        window.Sort();
        window[0]++;
        Console.WriteLine($"{string.Join(",", numbers)} {window.Length} {window.BinarySearch(9)}");

        ReadOnlySpan<char> text = " key = value ; other=thing";
        foreach (Range part in text.Split(';'))
        {
            ReadOnlySpan<char> pair = text[part].Trim();
            int equals = pair.IndexOf('=');
            Console.Write($"[{pair[..equals].Trim()}:{pair[(equals + 1)..].Trim()}]");
        }

        Console.WriteLine();
        Utf8();
        byte[] rented = ArrayPool<byte>.Shared.Rent(1000);
        Console.WriteLine(rented.Length);
        ArrayPool<byte>.Shared.Return(rented);
    }

    private static void Utf8()
    {
        const string Text = "Grüße, 世界 👋";
        byte[] encoded = Encoding.UTF8.GetBytes(Text);
        Console.WriteLine($"{Text.Length} {encoded.Length} {Convert.ToHexString(encoded)}");
        Console.WriteLine($"{Encoding.UTF8.GetString(encoded) == Text} {Encoding.UTF8.GetString([0x61, 0xFF, 0x62])} {"ü"u8.Length}");
        foreach (Rune rune in Text.EnumerateRunes())
            if (!rune.IsAscii)
                Console.Write($"U+{rune.Value:X4} ");
        Console.WriteLine();
    }
}

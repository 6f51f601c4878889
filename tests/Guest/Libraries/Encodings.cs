using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;

namespace Hermit.Guest.Libraries;

/// <summary>Characters to bytes and back.</summary>
internal static class Encodings
{
    private const string Sample = "aé漢😀\u0000z";

    public static GuestCase[] Cases =>
    [
        new("utf8", Utf8),
        new("utf8-invalid", InvalidBytes),
        new("encodings", Others),
        new("encoder-state", StatefulDecoder),
        new("base64", Base64Text),
        new("utf8-formatter", Formatters),
        new("array-pool", Pools),
    ];

    private static void Utf8()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Sample);
        Console.WriteLine($"{Convert.ToHexString(bytes)} {Encoding.UTF8.GetString(bytes) == Sample} {Encoding.UTF8.GetByteCount(Sample)} {Encoding.UTF8.GetMaxByteCount(3)}");
        string mixed = string.Concat(Enumerable.Range(0, 500).Select(i => (char)(i % 3 == 0 ? 'a' + (i % 26) : 0x400 + i)));
        Console.WriteLine($"{Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(mixed)) == mixed} {Encoding.UTF8.GetByteCount(mixed)}");
        Console.WriteLine(Convert.ToHexString(Encoding.UTF8.GetPreamble()));
    }

    private static void InvalidBytes()
    {
        byte[][] samples = [[0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80], [0x61, 0x80, 0x62], [0xE6, 0xBC], [0xF0, 0x9F, 0x98]];
        foreach (byte[] sample in samples)
        {
            string text = Encoding.UTF8.GetString(sample);
            Console.WriteLine($"{Convert.ToHexString(sample)} {string.Join(' ', text.Select(c => ((int)c).ToString("X4")))} {Utf8IsValid(sample)}");
        }

        Attempt.Print("strict", () => new UTF8Encoding(false, true).GetString([0xFF]));
        Attempt.Print("strict encode", () => new UTF8Encoding(false, true).GetBytes("\uD800"));
    }

    private static bool Utf8IsValid(byte[] bytes) => System.Text.Unicode.Utf8.IsValid(bytes);

    private static void Others()
    {
        foreach (Encoding encoding in (Encoding[])[Encoding.ASCII, Encoding.Latin1, Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32])
            Console.WriteLine($"{encoding.WebName} {Convert.ToHexString(encoding.GetBytes(Sample))} {encoding.GetString(encoding.GetBytes("plain"))}");
        Console.WriteLine(Encoding.GetEncoding("utf-8").EncodingName.Length > 0);
        Attempt.Print("unknown", () => Encoding.GetEncoding("no-such"));
    }

    private static void StatefulDecoder()
    {
        Decoder decoder = Encoding.UTF8.GetDecoder();
        byte[] bytes = Encoding.UTF8.GetBytes("漢字😀");
        Span<char> chars = stackalloc char[8];
        var text = new StringBuilder();
        foreach (byte value in bytes)
            text.Append(chars[..decoder.GetChars([value], chars, flush: false)]);
        Console.WriteLine(text);
        OperationStatus status = System.Text.Unicode.Utf8.ToUtf16([0x61, 0xE6], chars, out int read, out int written, isFinalBlock: false);
        Console.WriteLine($"{status} {read} {written}");
    }

    private static void Base64Text()
    {
        for (int length = 0; length < 8; length++)
        {
            byte[] bytes = Enumerable.Range(200, length).Select(i => (byte)i).ToArray();
            string text = Convert.ToBase64String(bytes);
            Console.WriteLine($"{text} {Base64Url.EncodeToString(bytes)} {Convert.FromBase64String(text).SequenceEqual(bytes)}");
        }

        byte[] large = new byte[3000];
        new Random(3).NextBytes(large);
        Console.WriteLine(Convert.FromBase64String(Convert.ToBase64String(large)).SequenceEqual(large));
        Console.WriteLine(Convert.FromHexString(Convert.ToHexString(large)).SequenceEqual(large));
    }

    private static void Formatters()
    {
        Span<byte> buffer = stackalloc byte[64];
        Utf8Formatter.TryFormat(-1234.5m, buffer, out int written);
        Console.WriteLine(Encoding.UTF8.GetString(buffer[..written]));
        Console.WriteLine($"{Utf8Parser.TryParse("987rest"u8, out int value, out int consumed)} {value} {consumed}");
        System.Text.Unicode.Utf8.TryWrite(buffer, $"{value:X} {true} {1.5}", out written);
        Console.WriteLine(Encoding.UTF8.GetString(buffer[..written]));
        Console.WriteLine(Ascii.EqualsIgnoreCase("HeLLo"u8, "hEllO"));
    }

    private static void Pools()
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(1000);
        Console.WriteLine(rented.Length);
        ArrayPool<byte>.Shared.Return(rented);
        Console.WriteLine(ReferenceEquals(ArrayPool<byte>.Shared.Rent(1000), rented));
        var writer = new ArrayBufferWriter<char>();
        for (int i = 0; i < 100; i++)
            writer.Write($"{i} ");
        Console.WriteLine($"{writer.WrittenCount} {writer.WrittenSpan[^4..]}");
        using IMemoryOwner<int> owner = MemoryPool<int>.Shared.Rent(10);
        Console.WriteLine(owner.Memory.Length >= 10);
    }
}

using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Hermit.Guest.Libraries;

/// <summary>Strings and their builders.</summary>
internal static class Text
{
    public static GuestCase[] Cases =>
    [
        new("string-operations", Operations),
        new("string-search", Search),
        new("string-compare", Comparison),
        new("string-format", Formatting),
        new("string-builder", Builder),
        new("string-split", Splitting),
        new("string-characters", Characters),
        new("string-normalize", CaseMapping),
        new("string-composite", Composite),
        new("string-hash", Hashing),
    ];

    private static void Operations()
    {
        const string Value = "The quick brown fox";
        Console.WriteLine($"{Value.ToUpperInvariant()} {Value.ToLowerInvariant()} {Value.Substring(4, 5)} {Value.Remove(3)} {Value.Insert(3, "!")} {Value.Replace("quick", "slow")} {Value.Replace('o', '0')}");
        Console.WriteLine($"[{"x".PadLeft(5)}] [{"x".PadRight(5, '.')}] [{"  trim\t".Trim()}] [{"xxaxx".Trim('x')}] {string.Join('-', Value.Split(' '))} {string.Concat(Value.Reverse())}");
        Console.WriteLine($"{string.IsNullOrEmpty("")} {string.IsNullOrWhiteSpace(" \t")} {new string('a', 3)} {string.Concat("a", null, "b")} {Value[^3..]} {Value.Length}");
    }

    private static void Search()
    {
        string text = string.Concat(Enumerable.Repeat("needle in a haystack of many words; ", 50)) + "END";
        Console.WriteLine($"{text.IndexOf("END", StringComparison.Ordinal)} {text.LastIndexOf("needle", StringComparison.Ordinal)} {text.IndexOf('q')} {text.IndexOfAny(['k', 'y'])} {text.Contains("many words")} {text.IndexOf("HAY", StringComparison.OrdinalIgnoreCase)}");
        Console.WriteLine($"{text.StartsWith("needle")} {text.EndsWith("end", StringComparison.OrdinalIgnoreCase)} {text.Count(c => c == 'a')} {text.AsSpan().IndexOfAnyExcept("nedl i".AsSpan())} {text.Split("hay").Length}");
        var values = System.Buffers.SearchValues.Create(["stack", "END"], StringComparison.Ordinal);
        Console.WriteLine(text.AsSpan().IndexOfAny(values));
    }

    private static void Comparison()
    {
        string[] words = ["banana", "Apple", "cherry", "apple", "Äpfel", "zebra", "Zoo", "10", "9", ""];
        Console.WriteLine(string.Join(" ", words.Order(StringComparer.Ordinal)));
        Console.WriteLine(string.Join(" ", words.Order(StringComparer.OrdinalIgnoreCase)));
        Console.WriteLine(string.Join(" ", words.Order(StringComparer.InvariantCulture)));
        Console.WriteLine($"{string.Equals("STRASSE", "strasse", StringComparison.OrdinalIgnoreCase)} {string.CompareOrdinal("a", "b") < 0} {"É".Equals("é", StringComparison.InvariantCultureIgnoreCase)} {CultureInfo.CurrentCulture.Name.Length}");
    }

    private static void Formatting()
    {
        Console.WriteLine(string.Format("{0,8:F2}|{1,-8}|{2:yyyy-MM-dd}|{{}}", 3.14159, "left", new DateTime(2024, 2, 29)));
        var amount = 42;
        FormattableString formattable = $"{amount} of {"many"}";
        Console.WriteLine($"{formattable.Format} {formattable.ArgumentCount} {FormattableString.Invariant(formattable)}");
        Console.WriteLine($"{amount,6:X4}{true}{'c'}{null}{new[] { 1 }.Length:D2}");
        Span<char> buffer = stackalloc char[20];
        Console.WriteLine($"{buffer.TryWrite($"{amount:D5}!", out int written)} {buffer[..written]}");
        Console.WriteLine(CompositeFormat.Parse("{0} and {1}").MinimumArgumentCount);
        Handler handler = $"literal {amount} {"text"}";
        Console.WriteLine(handler.Result);
    }

    private static void Builder()
    {
        var builder = new StringBuilder(4);
        for (int i = 0; i < 300; i++)
            builder.Append(i).Append(i % 10 == 9 ? '\n' : ' ');
        builder.Insert(0, "start ").Replace("1", "one").AppendJoin(',', 1, 2, 3).AppendFormat("{0:X}", 255).AppendLine();
        builder.Remove(10, 100);
        Console.WriteLine($"{builder.Length} {builder[50]} {builder.ToString()[^20..].Trim()}");
        int chunks = 0;
        foreach (ReadOnlyMemory<char> chunk in builder.GetChunks())
            chunks += chunk.Length;
        Console.WriteLine(chunks);
        Console.WriteLine(new StringBuilder("abc").Clear().Append($"interpolated {5:D3}").ToString());
    }

    private static void Splitting()
    {
        Console.WriteLine(string.Join("|", " a, b ,,c ".Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)));
        Console.WriteLine(string.Join("|", "one--two---three".Split("--")));
        Console.WriteLine(string.Join("|", "a b\tc\nd".Split((char[]?)null)));
        Console.WriteLine(string.Join("|", "k=v=w".Split('=', 2)));
        foreach (ReadOnlySpan<char> line in "first\r\nsecond\nthird".AsSpan().EnumerateLines())
            Console.Write($"[{line}]");
        Console.WriteLine(new StringReader("x\ny").ReadToEnd().ReplaceLineEndings("/"));
    }

    private static void Characters()
    {
        foreach (char c in "aZ5 _é漢\t\u0301٣")
            Console.WriteLine($"{(int)c:X4} {char.IsLetter(c)} {char.IsDigit(c)} {char.IsWhiteSpace(c)} {char.IsUpper(c)} {char.GetUnicodeCategory(c)} {char.ToUpperInvariant(c)}");
        foreach (Rune rune in "a😀é".EnumerateRunes())
            Console.WriteLine($"{rune.Value:X} {rune.Utf8SequenceLength} {rune.IsAscii}");
        Console.WriteLine($"{new StringInfo("e\u0301a👨‍👩‍👧").LengthInTextElements} {char.IsSurrogatePair("😀", 0)} {char.GetNumericValue('½')} {char.IsAsciiHexDigit('f')}");
    }

    private static void CaseMapping()
    {
        Console.WriteLine("ÀÉÎ straße Ωmega дом İ".ToLowerInvariant());
        Console.WriteLine("àéî straße ωmega дом ı ǆ".ToUpperInvariant());
        Console.WriteLine(CultureInfo.InvariantCulture.TextInfo.ToTitleCase("war and peace"));
        Console.WriteLine($"{"e\u0301".Normalize().Length} {"\u00e9".IsNormalized(NormalizationForm.FormC)}");
    }

    private static void Composite()
    {
        var writer = new StringWriter { NewLine = "\n" };
        writer.Write("{0} {1} {2}", 1, "two", 3.5);
        writer.WriteLine();
        writer.Write('x');
        writer.Write(true);
        writer.Write(1.25m);
        Console.WriteLine(writer.ToString());
        Console.WriteLine(Math.PI.ToString("F4", CultureInfo.GetCultureInfo("")));
        Console.WriteLine(new NumberFormatInfo { NumberDecimalSeparator = ",", NumberGroupSeparator = "." } is var format ? 1234567.891.ToString("N2", format) : "");
    }

    private static void Hashing()
    {
        // String hashes are random for each process, but equal strings agree within one.
        string built = new StringBuilder("va").Append("lue").ToString();
        Console.WriteLine($"{built.GetHashCode() == "value".GetHashCode()} {StringComparer.OrdinalIgnoreCase.GetHashCode("VALUE") == StringComparer.OrdinalIgnoreCase.GetHashCode("value")}");
        Console.WriteLine($"{HashCode.Combine(1, 2) == HashCode.Combine(1, 2)} {5.GetHashCode()} {true.GetHashCode()} {RuntimeHelpers.GetHashCode(built) == RuntimeHelpers.GetHashCode(built)}");
        var seen = new HashSet<int>();
        for (int i = 0; i < 10_000; i++)
            seen.Add($"string number {i}".GetHashCode());
        Console.WriteLine(seen.Count > 9_990);
    }

    [InterpolatedStringHandler]
    private ref struct Handler(int literalLength, int formattedCount)
    {
        private readonly StringBuilder _text = new(literalLength);

        public readonly string Result => $"{_text} ({formattedCount} holes)";

        public readonly void AppendLiteral(string value) => _text.Append(value);

        public readonly void AppendFormatted<T>(T value) => _text.Append('<').Append(value).Append('>');
    }
}

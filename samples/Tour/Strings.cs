using System.Globalization;
using System.Text;

namespace Tour;

/// <summary>Strings: formatting, interpolation, searching, building.</summary>
internal static class Strings
{
    public static void Run()
    {
        int number = 1234567;
        double real = 3.14159265;
        Console.WriteLine($"{number:N0} {number:X8} {number,12}|{number,-12}| {real:F3} {real:E2} {0.1 + 0.2} {1.0 / 3} {1e300 * 10} {float.Epsilon}");
        Console.WriteLine(string.Format("{0:D5} {1:P1} {2:#,##0.00} {{literal}} {3}", 42, 0.256, 9876.5m, true));
        Console.WriteLine($$"""
            raw: { "value": {{number}} }
            """);

        const string Text = "The quick brown fox jumps over the lazy dog";
        Console.WriteLine($"{Text.ToUpperInvariant()[..9]} {Text.Replace("quick", "slow")[..14]} {Text.IndexOf("fox", StringComparison.Ordinal)} {Text.Split(' ').Length} {Text.Contains("CAT", StringComparison.OrdinalIgnoreCase)}");
        Console.WriteLine(string.Join("|", " a, b ,,c ".Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)));
        Console.WriteLine(string.Concat(Text.Split(' ').Select(word => char.ToUpperInvariant(word[0]))));
        Console.WriteLine(CultureInfo.InvariantCulture.TextInfo.ToTitleCase("straße und ÜBERGANG"));
        Console.WriteLine(string.Join(" ", new[] { "banana", "Apple", "cherry", "apple" }.Order(StringComparer.OrdinalIgnoreCase)));

        var builder = new StringBuilder();
        for (int i = 0; i < 20; i++)
            builder.Append(i).Append(i % 5 == 4 ? ';' : ',');
        builder.Insert(0, "<").Append('>').Replace("1", "one");
        Console.WriteLine(builder);
        Console.WriteLine($"{int.Parse("-42")} {double.Parse("1.5e-3", CultureInfo.InvariantCulture)} {int.TryParse("x", out _)} {Convert.ToString(10, 2)} {Convert.ToBase64String("base64"u8)}");
    }
}

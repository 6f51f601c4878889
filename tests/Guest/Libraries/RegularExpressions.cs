using System.Text.RegularExpressions;

namespace Hermit.Guest.Libraries;

/// <summary>Regular expressions, interpreted and generated at compile time.</summary>
internal static partial class RegularExpressions
{
    private const string Log = """
        2024-03-01 12:00:01 INFO server started on port 8080
        2024-03-01 12:00:05 WARN slow request /items?id=42 took 1532ms
        2024-03-02 00:10:59 ERROR failed: timeout after 30s (attempt 3)
        """;

    public static GuestCase[] Cases =>
    [
        new("regex-generated", Generated),
        new("regex-interpreted", Interpreted),
        new("regex-replace", Replacement),
        new("regex-groups", Groups),
        new("regex-backtracking", Backtracking),
        new("regex-linear", NonBacktracking),
    ];

    [GeneratedRegex(@"^(?<date>\d{4}-\d\d-\d\d) (?<time>[\d:]+) (?<level>[A-Z]+) (?<text>.*?)\r?$", RegexOptions.Multiline)]
    private static partial Regex Line { get; }

    private static void Generated()
    {
        foreach (Match match in Line.Matches(Log))
            Console.WriteLine($"{match.Groups["level"].Value,-5} {match.Groups["date"]} {match.Groups["text"].Length}");
    }

    private static void Interpreted()
    {
        string[] patterns = [@"\d+", @"\b\w{5}\b", @"(?i)error|warn", @"[^\s]+=\d+", @"(\w)\1", @"^\d{4}", @"\d+(?=ms)", @"(?<!\d)\d\d(?!\d)", @"\p{Lu}{2,}"];
        foreach (string pattern in patterns)
            Console.WriteLine($"{pattern}: {string.Join(" ", Regex.Matches(Log, pattern).Select(match => match.Value))}");
        Attempt.Print("malformed", () => _ = new Regex("(unclosed"));
    }

    private static void Replacement()
    {
        Console.WriteLine(Regex.Replace("John Smith, Ada Lovelace", @"(\w+) (\w+)", "$2 $1"));
        Console.WriteLine(Regex.Replace("a1b22c333", @"\d+", match => $"<{match.Value.Length}>"));
        Console.WriteLine(string.Join("|", Regex.Split("one1two22three", @"\d+")));
        Console.WriteLine(Regex.Escape("1.5 + (2)"));
        Console.WriteLine(new Regex("o").Replace("foo boo", "0", 2));
    }

    private static void Groups()
    {
        Match match = Regex.Match("key1=a;key2=b;key3=c", @"(?:(?<key>\w+)=(?<value>\w);?)+");
        Console.WriteLine(string.Join(" ", match.Groups["key"].Captures.Select(capture => $"{capture.Value}@{capture.Index}")));
        Console.WriteLine(string.Join(" ", match.Groups["value"].Captures));
        Console.WriteLine(Regex.IsMatch("((()))", @"^(?:(?<open>\()|(?<-open>\)))+(?(open)(?!))$"));
        Console.WriteLine(Regex.Count(Log, "0"));
        foreach (ValueMatch value in Regex.EnumerateMatches("ab12cd", @"\d"))
            Console.Write($"{value.Index} ");
        Console.WriteLine();
    }

    private static void Backtracking()
    {
        Console.WriteLine(Regex.IsMatch(new string('a', 18) + "!", "^(a+)+$"));
        Console.WriteLine(Regex.Match(new string('x', 5000) + "y", "x*y").Length);
        Attempt.Print("timeout", () => Regex.IsMatch(new string('a', 40) + "!", "^(a|aa)+$", RegexOptions.None, TimeSpan.FromMilliseconds(50)));
    }

    private static void NonBacktracking()
    {
        var regex = new Regex("^(a+)+$", RegexOptions.NonBacktracking);
        Console.WriteLine($"{regex.IsMatch(new string('a', 2000) + "!")} {regex.IsMatch(new string('a', 2000))}");
    }
}

using System.Text.RegularExpressions;

namespace Tour;

/// <summary>Regular expressions, generated at compile time and interpreted.</summary>
internal static partial class RegularExpressions
{
    private const string Log = """
        2024-03-01 12:00:01 INFO server started on port 8080
        2024-03-01 12:00:05 WARN slow request /items?id=42 took 1532ms
        2024-03-02 00:10:59 ERROR timeout after 30s
        """;

    [GeneratedRegex(@"^(?<date>[\d-]+) [\d:]+ (?<level>[A-Z]+) (?<text>.*?)\r?$", RegexOptions.Multiline)]
    private static partial Regex Line { get; }

    public static void Run()
    {
        foreach (Match match in Line.Matches(Log))
            Console.WriteLine($"{match.Groups["level"],-5} {match.Groups["date"]} {match.Groups["text"].Length}");
        foreach (string pattern in (string[])[@"\d+(?=ms)", @"\b\w{7}\b", @"(\w)\1", @"[^\s]+=\d+"])
            Console.WriteLine($"{pattern}: {string.Join(" ", Regex.Matches(Log, pattern).Select(match => match.Value))}");
        Console.WriteLine(Regex.Replace("John Smith, Ada Lovelace", @"(\w+) (\w+)", "$2 $1"));
        Console.WriteLine(string.Join("|", Regex.Split("one1two22three", @"\d+")));
        Console.WriteLine(Regex.IsMatch("((()))", @"^(?:(?<open>\()|(?<-open>\)))+(?(open)(?!))$"));
    }
}

using System.Globalization;
using Hermit.CountUnsafe.Counting;

namespace Hermit.CountUnsafe.Output;

/// <summary>The columns that the table and the Markdown report share.</summary>
internal static class Figures
{
    /// <summary>The names of the columns; the first two are text, the others numbers.</summary>
    public static readonly string[] Headers =
        ["Project", "unsafe", "Code lines", "Functions", "Methods", "Types", "Expressions", "Unsafe", "per 1000", "No SAFETY", "Statics"];

    /// <summary>The row of one project.</summary>
    public static string[] Row(ProjectReport project) => Row(project.Name, project.AllowsUnsafe ? "allowed" : "–", project.Counts);

    /// <summary>The row of the sum.</summary>
    public static string[] Row(Report report) =>
        Row("Total", string.Create(CultureInfo.InvariantCulture, $"{report.SafeShare:P0} without"), report.Total);

    /// <summary>The row of what programs wrote, which the sum does not contain.</summary>
    public static string[] GeneratedRow(Report report) => Row("Generated", "", report.Generated);

    /// <summary>A sentence on how to read it.</summary>
    public static string Legend =>
        "Functions, methods, types: unsafe/all. Unsafe: unsafe expressions, also per thousand lines of code (blank lines and comments do not count). "
        + "No SAFETY: those that no SAFETY comment at their statement, block or member covers. Generated: files that a program wrote, not in the total. Statics: static variables that nothing synchronises.";

    private static string[] Row(string name, string allowed, Counts counts) =>
    [
        name,
        allowed,
        Number(counts.CodeLines),
        Part(counts.Functions),
        Part(counts.Methods),
        Part(counts.Types),
        Number(counts.Expressions.Total),
        Number(counts.Unsafe),
        counts.PerThousandCodeLines.ToString("0.0", CultureInfo.InvariantCulture),
        Number(counts.Undocumented.Count),
        Number(counts.MutableStatics.Count),
    ];

    /// <summary>A number with thousands separators.</summary>
    public static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Part(Tally tally) => $"{Number(tally.Unsafe)}/{Number(tally.Total)}";
}

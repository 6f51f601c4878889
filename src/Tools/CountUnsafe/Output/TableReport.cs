using System.Globalization;
using Hermit.Analyzers;
using Hermit.CountUnsafe.Counting;
using Hermit.CountUnsafe.Loading;
using Spectre.Console;

namespace Hermit.CountUnsafe.Output;

/// <summary>The report as tables on a terminal.</summary>
internal static class TableReport
{
    private const int LeftOutShown = 20;
    private const int WidthOfAll = 140;
    private const int NoSafety = 9;
    private const int Statics = 10;

    // On a narrow terminal the sizes come in a table of their own.
    private static readonly int[][] OneTable = [[0, 1, 2, 3, 4, 5, 6, 7, 8, NoSafety, Statics]];
    private static readonly int[][] TwoTables = [[0, 3, 4, 5, 6], [0, 1, 2, 7, 8, NoSafety, Statics]];

    /// <summary>Writes the report, with every place where something is missing if <paramref name="list"/> is set.</summary>
    public static void Write(IAnsiConsole console, Report report, bool list)
    {
        foreach (int[] columns in console.Profile.Width >= WidthOfAll ? OneTable : TwoTables)
        {
            console.Write(Projects(report, columns));
        }

        console.Write(Kinds(report.Total));
        console.MarkupLineInterpolated($"[dim]{Figures.Legend}[/]");
        if (list)
        {
            WritePlaces(console, "Undocumented", report.Projects.SelectMany(project => project.Counts.Undocumented));
            WritePlaces(console, "Unsynchronised statics", report.Projects.SelectMany(project => project.Counts.MutableStatics));
        }

        WriteLeftOut(console, report.LeftOut);
        Counts total = report.Total;
        console.MarkupLine(string.Create(
            CultureInfo.InvariantCulture, $"[dim]{total.Files:N0} files, {total.Lines:N0} lines in {report.Elapsed.TotalSeconds:0.0} s[/]"));
    }

    private static Table Projects(Report report, int[] columns)
    {
        Table table = new() { Border = TableBorder.Rounded };
        foreach (int column in columns)
        {
            table.AddColumn(new TableColumn(Figures.Headers[column]) { Alignment = column < 2 ? Justify.Left : Justify.Right, NoWrap = column == 0 });
        }

        foreach (ProjectReport project in report.Projects)
        {
            table.AddRow(Cells(Figures.Row(project), project.Counts, columns));
        }

        if (report.Projects.Count > 1)
        {
            table.AddEmptyRow();
            table.AddRow(Cells(Figures.Row(report), report.Total, columns));
        }

        if (report.Generated.Files > 0)
        {
            table.AddRow(Cells(Figures.GeneratedRow(report), report.Generated, columns));
        }

        return table;
    }

    private static Markup[] Cells(string[] cells, Counts counts, int[] columns) =>
    [
        .. columns.Select(column => new Markup(
            Markup.Escape(cells[column]),
            (column == NoSafety && counts.Undocumented.Count > 0) || (column == Statics && counts.MutableStatics.Count > 0) ? new Style(Color.Red) : Style.Plain)),
    ];

    private static Table Kinds(Counts total)
    {
        Table table = new() { Border = TableBorder.Rounded };
        table.AddColumn("Unsafe expressions");
        table.AddColumn(new TableColumn("Count") { Alignment = Justify.Right });
        foreach ((UnsafeKind kind, int count) in total.Kinds.OrderByDescending(entry => entry.Value))
        {
            table.AddRow(Markup.Escape(KindNames.Of(kind)), Figures.Number(count));
        }

        if (total.Kinds.Count == 0)
        {
            table.AddRow("none", "0");
        }

        return table;
    }

    private static void WritePlaces(IAnsiConsole console, string title, IEnumerable<Place> places)
    {
        Place[] all = [.. places];
        if (all.Length == 0)
        {
            return;
        }

        console.MarkupLineInterpolated($"[bold]{title}[/]");
        foreach (Place place in all)
        {
            console.WriteLine($"{place.File}({place.Line}): {place.What}");
        }
    }

    private static void WriteLeftOut(IAnsiConsole console, IReadOnlyList<LeftOut> leftOut)
    {
        if (leftOut.Count == 0)
        {
            return;
        }

        console.MarkupLine("[yellow]Left out[/]");
        foreach (LeftOut item in leftOut.Take(LeftOutShown))
        {
            console.MarkupLineInterpolated($"  {item.Path}: [dim]{item.Reason}[/]");
        }

        if (leftOut.Count > LeftOutShown)
        {
            console.MarkupLineInterpolated($"  [dim]and {leftOut.Count - LeftOutShown} more (--format json lists them)[/]");
        }
    }
}

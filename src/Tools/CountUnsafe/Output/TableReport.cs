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

    /// <summary>Writes the report, with every place where something is missing if <paramref name="list"/> is set.</summary>
    public static void Write(IAnsiConsole console, Report report, bool list)
    {
        console.Write(Projects(report));
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

    private static Table Projects(Report report)
    {
        Table table = new() { Border = TableBorder.Rounded };
        for (int i = 0; i < Figures.Headers.Length; i++)
        {
            TableColumn column = new(Figures.Headers[i]) { NoWrap = true, Alignment = i < 2 ? Justify.Left : Justify.Right };
            table.AddColumn(i == 0 ? column : column.PadLeft(0).PadRight(1));
        }

        foreach (ProjectReport project in report.Projects)
        {
            string[] cells = Figures.Row(project);
            table.AddRow(Cells(cells, project.Counts));
        }

        if (report.Projects.Count > 1)
        {
            table.AddEmptyRow();
            table.AddRow(Cells(Figures.Row(report), report.Total));
        }

        return table;
    }

    private static Markup[] Cells(string[] cells, Counts counts) =>
    [
        .. cells.Select((cell, i) => new Markup(
            Markup.Escape(cell),
            (i == 9 && counts.Undocumented.Count > 0) || (i == 10 && counts.MutableStatics.Count > 0) ? new Style(Color.Red) : Style.Plain)),
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

using System.Text;
using Hermit.Analyzers;
using Hermit.CountUnsafe.Counting;
using Hermit.CountUnsafe.Loading;

namespace Hermit.CountUnsafe.Output;

/// <summary>The report as Markdown, for a document or a comment on a change.</summary>
internal static class MarkdownReport
{
    /// <summary>The report as tables.</summary>
    public static string Write(Report report)
    {
        StringBuilder text = new();
        AppendRow(text, Figures.Headers);
        AppendRow(text, [.. Figures.Headers.Select((_, i) => i < 2 ? "---" : "--:")]);
        foreach (ProjectReport project in report.Projects)
        {
            AppendRow(text, Figures.Row(project));
        }

        AppendRow(text, [.. Figures.Row(report).Select(cell => $"**{cell}**")]);
        if (report.Generated.Files > 0)
        {
            AppendRow(text, Figures.GeneratedRow(report));
        }

        text.Append('\n').Append(Figures.Legend).Append("\n\n");

        Counts total = report.Total;
        AppendRow(text, ["Unsafe expressions", "count"]);
        AppendRow(text, ["---", "--:"]);
        foreach ((UnsafeKind kind, int count) in total.Kinds.OrderByDescending(entry => entry.Value))
        {
            AppendRow(text, [KindNames.Of(kind), Figures.Number(count)]);
        }

        if (report.LeftOut.Count > 0)
        {
            text.Append("\nLeft out:\n\n");
            foreach (LeftOut item in report.LeftOut)
            {
                text.Append("- `").Append(item.Path).Append("`: ").Append(Escape(item.Reason)).Append('\n');
            }
        }

        return text.ToString();
    }

    private static void AppendRow(StringBuilder text, IEnumerable<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells.Select(Escape)).Append(" |\n");

    private static string Escape(string cell) => cell.Replace("|", "\\|").Replace("<", "&lt;").ReplaceLineEndings(" ");
}

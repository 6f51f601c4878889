using System.Globalization;
using Spectre.Console;

namespace Hermit.Tool.Inspecting;

/// <summary>Prints a report as tables.</summary>
internal sealed class ReportPrinter(IAnsiConsole console)
{
    public void Print(ImageReport report, int functions)
    {
        PrintSummary(report);
        PrintSections(report);
        PrintFunctions(report, functions);
        Table missing = Start("Functions that the kernel lacks: calls throw EntryPointNotFoundException", "name");
        foreach (string name in report.MissingFunctions ?? [])
            missing.AddRow(Markup.Escape(name));
        Finish(missing);
        Table configuration = Start("Configuration", "line");
        foreach (string line in report.Configuration)
            configuration.AddRow(Markup.Escape(line));
        Finish(configuration);
        Table files = Start("Content files", "path", "bytes");
        foreach (CpioEntry file in report.Files.Where(file => !file.IsDirectory))
            files.AddRow(Markup.Escape("/" + file.Path), Number(file.Size));
        Finish(files);
    }

    private void PrintSummary(ImageReport report)
    {
        Table table = Start("Image", "", "");
        table.HideHeaders();
        table.AddRow("machine", Markup.Escape(report.Machine));
        table.AddRow("file", $"{Number((ulong)report.FileSize)} bytes");
        table.AddRow("ends in memory at", $"0x{report.End:x}");
        table.AddRow("least memory", $"{report.LeastMemory} MiB to start; the program's own comes on top");
        table.AddRow("instructions", report.Instructions switch
        {
            null => "unknown: there is no debug file",
            [] => "those of every machine of its kind",
            var names => Markup.Escape(string.Join(", ", names)),
        });
        Finish(table);
    }

    private void PrintSections(ImageReport report)
    {
        Table table = Start("Sections", "name", "address", "bytes", "");
        foreach ((string name, ulong address, ulong size, string protection) in report.Sections)
            table.AddRow(Markup.Escape(name), $"0x{address:x}", Number(size), protection);
        Finish(table);
    }

    private void PrintFunctions(ImageReport report, int count)
    {
        if (report.Functions is not { } functions)
            return;
        ulong kernel = functions.Where(function => function.IsKernel).Aggregate(0ul, (sum, function) => sum + function.Size);
        ulong program = functions.Where(function => !function.IsKernel).Aggregate(0ul, (sum, function) => sum + function.Size);
        Table table = Start($"Functions: {Number(program)} bytes in the program, {Number(kernel)} in the kernel", "name", "bytes", "of");
        foreach ((string name, ulong size, bool isKernel) in functions.Take(count))
            table.AddRow(Markup.Escape(name), Number(size), isKernel ? "kernel" : "program");
        Finish(table);
    }

    private static Table Start(string title, params string[] columns)
    {
        var table = new Table { Title = new TableTitle(Markup.Escape(title)), Border = TableBorder.Simple };
        foreach (string column in columns)
        {
            var header = new TableColumn(column);
            table.AddColumn(column == "bytes" ? header.RightAligned() : header);
        }
        return table;
    }

    private void Finish(Table table)
    {
        if (table.Rows.Count > 0)
            console.Write(table);
    }

    private static string Number(ulong value) => value.ToString("N0", CultureInfo.InvariantCulture);
}

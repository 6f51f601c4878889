using System.CommandLine;
using Hermit.Tasks.Diagnostics;
using Spectre.Console;

namespace Hermit.Tool.Inspecting;

/// <summary><c>hermit inspect IMAGE</c>.</summary>
internal static class InspectCommand
{
    private const int Failed = 1;

    public static Command Create(IAnsiConsole console)
    {
        var image = new Argument<string>("image") { Description = "A bootable image; the .dbg file beside it names its functions." };
        var functions = new Option<int>("--functions") { Description = "How many functions to list.", DefaultValueFactory = _ => 20 };
        var command = new Command("inspect", "Shows what an image consists of and what it needs.") { image, functions };
        command.SetAction(result => Run(console, result.GetRequiredValue(image), result.GetValue(functions)));
        return command;
    }

    public static int Run(IAnsiConsole console, string image, int functions)
    {
        var diagnostics = new DiagnosticBag();
        ImageReport? report = ImageInspector.Inspect(image, diagnostics);
        foreach (Diagnostic diagnostic in diagnostics)
            Console.Error.WriteLine(diagnostic);
        if (report is null)
            return Failed;
        new ReportPrinter(console).Print(report, functions);
        return 0;
    }
}

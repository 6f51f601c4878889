using System.CommandLine;
using Spectre.Console;

namespace Hermit.Tool.Checking;

/// <summary><c>hermit doctor</c>: 0 when images can be made and run here, otherwise 1.</summary>
internal static class DoctorCommand
{
    public static Command Create(IAnsiConsole console)
    {
        var command = new Command("doctor", "Checks whether images can be made and run here: SDK, QEMU, acceleration, packages.");
        command.SetAction(async (_, cancellation) => await RunAsync(console, Directory.GetCurrentDirectory(), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(IAnsiConsole console, string folder, CancellationToken cancellation)
    {
        bool isFit = true;
        foreach (Finding finding in MachineChecks.Run().Concat(await PackageChecks.RunAsync(folder, cancellation)))
        {
            string mark = finding.Severity switch
            {
                Severity.Good => "[green]ok  [/]",
                Severity.Note => "[yellow]note[/]",
                _ => "[red]bad [/]",
            };
            console.MarkupLine($"{mark}  [bold]{Markup.Escape(finding.Subject)}[/]: {Markup.Escape(finding.Text)}");
            isFit &= finding.Severity != Severity.Bad;
        }
        return isFit ? 0 : 1;
    }
}

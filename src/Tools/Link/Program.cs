using Hermit.Tasks.Diagnostics;

namespace Hermit.Tools.Link;

/// <summary>Entry point of <c>hermit-link</c>.</summary>
internal static class Program
{
    private const string Usage = """
        hermit-link link -o IMAGE [--debug FILE] [--map FILE] [--entry SYMBOL] [--root SYMBOL]... [--config KEY=VALUE]...
                         [--file TARGET=PATH]... [--kernel-symbols none|kernel|all] [--missing PREFIX]... OBJECT|ARCHIVE...
        hermit-link close OBJECT [--method-data OBJECT] -o OBJECT
        hermit-link ar ARCHIVE OBJECT...
        """;

    private static int Main(string[] arguments)
    {
        var diagnostics = new DiagnosticBag();
        using var cancellation = new CancellationTokenSource();
        Console.CancelKeyPress += (_, e) =>
        {
            e.Cancel = true;
            cancellation.Cancel();
        };
        try
        {
            bool isDone = Run(arguments, diagnostics, cancellation.Token);
            foreach (Diagnostic diagnostic in diagnostics)
                Console.Error.WriteLine(diagnostic);
            return isDone && !diagnostics.HasErrors ? 0 : 1;
        }
        catch (OperationCanceledException)
        {
            return 130;
        }
    }

    private static bool Run(string[] arguments, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        switch (arguments)
        {
            case ["link", .. var rest]:
                return LinkCommand.Run(rest, diagnostics, cancellation);
            case ["close", var input, "-o", var output]:
                return Hermit.Tasks.Closing.ObjectFiles.Close(input, null, output, diagnostics);
            case ["close", var input, "--method-data", var whole, "-o", var output]:
                return Hermit.Tasks.Closing.ObjectFiles.Close(input, whole, output, diagnostics);
            case ["ar", var archive, .. var members] when members.Length > 0:
                return Hermit.Tasks.Closing.ObjectFiles.CreateArchive(archive, members, diagnostics);
            default:
                diagnostics.Error(ErrorCodes.InvalidOption, "unknown command. Usage:\n" + Usage);
                return false;
        }
    }
}

using System.CommandLine;
using System.Globalization;
using Hermit.Run;
using Spectre.Console;

namespace Hermit.Tool.Debugging;

/// <summary><c>hermit debug IMAGE</c>: writes the debugger's files and starts the guest, which waits for it.</summary>
internal static class DebugCommand
{
    private const int Failed = 1;

    public static Command Create(IAnsiConsole console)
    {
        var image = new Argument<string>("image") { Description = "A bootable image with its .dbg file beside it." };
        var port = new Option<int>("--port") { Description = "The TCP port where the guest waits for gdb.", DefaultValueFactory = _ => 1234 };
        var output = new Option<string>("--output", "-o") { Description = "The folder for .vscode/launch.json and hermit.gdb; templates in its folder .hermit come first.", DefaultValueFactory = _ => "." };
        var overwrite = new Option<bool>("--overwrite") { Description = "Replace files that are there." };
        var onlyFiles = new Option<bool>("--only-files") { Description = "Write the files and do not start the guest." };
        var command = new Command("debug", "Starts an image that waits for gdb, and writes what VS Code and gdb need to connect.") { image, port, output, overwrite, onlyFiles };
        command.SetAction(result => Run(
            console, result.GetRequiredValue(image), result.GetValue(port), result.GetValue(output)!, result.GetValue(overwrite), !result.GetValue(onlyFiles)));
        return command;
    }

    public static int Run(IAnsiConsole console, string image, int port, string output, bool overwrite, bool start)
    {
        image = Path.GetFullPath(image);

        // The launcher says what is wrong; files for no image would stay, and be left alone by the next call.
        if (start && !File.Exists(image))
            return CommandLine.Run([image]);
        try
        {
            IReadOnlyList<string> written = new DebugFiles(Path.GetFullPath(output)).Write(image, port, overwrite);
            foreach (string path in written)
                console.MarkupLine(Markup.Escape($"written: {path}"));
            if (written.Count < DebugFiles.Count)
                console.MarkupLine("kept what was there already; --overwrite replaces it");
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            console.MarkupLine($"[red]bad [/]  {Markup.Escape(e.Message)}");
            return Failed;
        }
        return start ? CommandLine.Run(["--debug", "--gdb-port", port.ToString(CultureInfo.InvariantCulture), image]) : 0;
    }
}

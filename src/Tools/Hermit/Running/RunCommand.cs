using System.CommandLine;
using Hermit.Run;

namespace Hermit.Tool.Running;

/// <summary><c>hermit run</c>: the launcher that <c>dotnet run</c> uses.</summary>
internal static class RunCommand
{
    public const string Name = "run";

    /// <summary>The command as it appears in the list of commands; <see cref="Run"/> reads its arguments.</summary>
    public static Command Describe() => new(Name, "Boots an image in QEMU; its console and exit code become this command's. 'run --help' lists the options.");

    /// <summary>Boots what <paramref name="arguments"/> name and returns the exit code.</summary>
    public static int Run(IReadOnlyList<string> arguments) => CommandLine.Run(arguments);
}

using Hermit.Tasks.Diagnostics;
using Hermit.Tasks.Projects;
using Microsoft.Build.Framework;

namespace Hermit.Tasks;

/// <summary>MSBuild task: gives the options of 'dotnet run' that it tells targets nothing of.</summary>
public sealed class ReadRunCommandLine : HermitTask
{
    /// <summary>Whether <c>--no-build</c> was said.</summary>
    [Output]
    public bool NoBuild { get; set; }

    /// <summary>The names of the variables of <c>-e NAME=VALUE</c>.</summary>
    [Output]
    public string[] EnvironmentNames { get; set; } = [];

    private protected override void Run(DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        var commandLine = new RunCommandLine(Environment.GetCommandLineArgs());
        NoBuild = commandLine.NoBuild;
        EnvironmentNames = [.. commandLine.EnvironmentNames];
    }
}

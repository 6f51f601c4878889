using System.CommandLine;
using Hermit.Tool.Checking;
using Hermit.Tool.Debugging;
using Hermit.Tool.Inspecting;
using Hermit.Tool.Packs;
using Hermit.Tool.Running;
using Spectre.Console;

// The launcher has a command line of its own, in which what follows "--" belongs to the program.
if (args is [RunCommand.Name, .. var launch])
    return RunCommand.Run(launch);

var root = new RootCommand("Runs and inspects bootable images of .NET programs.")
{
    RunCommand.Describe(),
    InspectCommand.Create(AnsiConsole.Console),
    DebugCommand.Create(AnsiConsole.Console),
    DoctorCommand.Create(AnsiConsole.Console),
    PacksCommand.Create(AnsiConsole.Console),
};
return await root.Parse(args).InvokeAsync();

using Hermit.Devices;
using Hermit.Machine;
using Hermit.Runtime.Startup;
using Hermit.Scheduling;

namespace Hermit.Kernel;

/// <summary>The program's main thread: the rest of the boot that may block, and then the program.</summary>
internal readonly struct MainThread : IThreadEntry
{
    /// <summary>The stack that .NET programs have on Linux.</summary>
    public const nuint StackBytes = 8 << 20;

    // Of a process's exit code its parent sees eight bits (POSIX, _exit).
    private const int ExitCodeMask = 0xFF;

    /// <summary>Runs the program and turns the machine off.</summary>
    public static void Run(nuint argument)
    {
        ProgramEntry.Prepare();
        BootReport.WriteIfWanted();
        SystemConsole.PowerOff(ProgramEntry.Run() & ExitCodeMask);
    }
}

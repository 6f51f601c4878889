using Hermit.Devices;
using Hermit.Machine;

namespace Hermit.Kernel;

/// <summary>The program's main thread.</summary>
internal static class Program
{
    /// <summary>Runs the program and turns the machine off.</summary>
    public static void Run(nuint argument)
    {
        SystemConsole.Write("hello from the kernel\n"u8);
        MachineControl.PowerOff(0);
    }
}

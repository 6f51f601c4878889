using System.Runtime;

using Hermit.Devices;
using Hermit.Files;
using Hermit.Machine;
using Hermit.Scheduling;

namespace Hermit.Platform;

/// <summary>Waiting for descriptors (System.Native's Poll).</summary>
// SAFETY: the export is called by the .NET libraries alone, with an array as long as it says.
internal static unsafe class Polling
{
    private const ulong NanosecondsPerMillisecond = 1_000_000;

    // Only the console ever makes a caller wait, and its input comes at the pace of a line: looking this often is enough.
    private const ulong LookEvery = 5 * NanosecondsPerMillisecond;

    [RuntimeExport("SystemNative_Poll")]
    private static int Poll(PollEvent* events, uint count, int milliseconds, uint* triggered)
    {
        if (events == null || triggered == null)
        {
            return ErrorFault;
        }

        ulong deadline = Clock.MonotonicNanoseconds + ((ulong)(uint)milliseconds * NanosecondsPerMillisecond);
        while (true)
        {
            *triggered = Look(events, count);
            if (*triggered != 0 || milliseconds == 0 || (milliseconds > 0 && Clock.MonotonicNanoseconds >= deadline))
            {
                return 0;
            }

            Scheduler.Sleep(LookEvery);
        }
    }

    // Poll returns the libraries' own error numbers: EFAULT.
    private const int ErrorFault = 0x10015;

    private static uint Look(PollEvent* events, uint count)
    {
        uint found = 0;
        for (uint i = 0; i < count; i++)
        {
            events[i].Triggered = events[i].Descriptor < 0 ? PollEvents.None : Look(events[i].Descriptor, events[i].Events);
            found += events[i].Triggered != PollEvents.None ? 1u : 0u;
        }

        return found;
    }

    private static PollEvents Look(int descriptor, PollEvents wanted)
    {
        if (FileSystem.Describe(descriptor, out _, out DeviceKind device, out _) != FileError.None)
        {
            return PollEvents.Invalid;
        }

        bool readable = device != DeviceKind.ConsoleInput || SystemConsole.HasInput;
        return wanted & (PollEvents.Output | (readable ? PollEvents.Input : PollEvents.None));
    }
}

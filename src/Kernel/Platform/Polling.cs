using System;

using Hermit.Abi;
using Hermit.Devices;
using Hermit.Files;
using Hermit.Machine;
using Hermit.Scheduling;

namespace Hermit.Platform;

/// <summary>Waiting for descriptors (System.Native's Poll).</summary>
internal static class Polling
{
    private const ulong NanosecondsPerMillisecond = 1_000_000;

    // Only the console ever makes a caller wait, and its input comes at the pace of a line: looking this often is enough.
    private const ulong LookEvery = 5 * NanosecondsPerMillisecond;

    // Poll returns the libraries' own error numbers: EFAULT.
    private const int ErrorFault = 0x10015;

    [Export("SystemNative_Poll", Fault = ErrorFault)]
    internal static int Poll(Span<PollEvent> events, int milliseconds, out uint triggered)
    {
        ulong deadline = Clock.MonotonicNanoseconds + ((ulong)(uint)milliseconds * NanosecondsPerMillisecond);
        while (true)
        {
            triggered = Look(events);
            if (triggered != 0 || milliseconds == 0 || (milliseconds > 0 && Clock.MonotonicNanoseconds >= deadline))
            {
                return 0;
            }

            Scheduler.Sleep(LookEvery);
        }
    }

    private static uint Look(Span<PollEvent> events)
    {
        uint found = 0;
        foreach (ref PollEvent entry in events)
        {
            entry.Triggered = entry.Descriptor < 0 ? PollEvents.None : Look(entry.Descriptor, entry.Events);
            found += entry.Triggered != PollEvents.None ? 1u : 0u;
        }

        return found;
    }

    private static PollEvents Look(int descriptor, PollEvents wanted)
    {
        if (FileSystem.Describe(descriptor, out _, out DeviceKind device, out _) != SystemError.None)
        {
            return PollEvents.Invalid;
        }

        bool readable = device != DeviceKind.ConsoleInput || SystemConsole.HasInput;
        return wanted & (PollEvents.Output | (readable ? PollEvents.Input : PollEvents.None));
    }
}

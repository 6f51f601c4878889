using System;

using Hermit.Abi;
using Hermit.Descriptors;
using Hermit.Scheduling;

namespace Hermit.Platform;

/// <summary>Waiting for descriptors (System.Native's Poll).</summary>
internal static class Polling
{
    private const ulong NanosecondsPerMillisecond = 1_000_000;

    // Poll returns the libraries' own error numbers: EFAULT.
    private const int ErrorFault = 0x10015;

    [Export("SystemNative_Poll", Fault = ErrorFault)]
    internal static int Poll(Span<PollEvent> events, int milliseconds, out uint triggered)
    {
        Deadline deadline = milliseconds < 0 ? Deadline.Never : Deadline.In((ulong)milliseconds * NanosecondsPerMillisecond);
        SystemError error = DescriptorTable.Poll(events, deadline, out int ready);
        triggered = (uint)ready;
        return ErrorNumbers.ToPortable((int)error);
    }
}

using System;

using Hermit.Abi;
using Hermit.Descriptors;
using Hermit.Scheduling;

namespace Hermit.Platform;

/// <summary>Waiting for descriptors (System.Native's Poll).</summary>
internal static class Polling
{
    private const ulong NanosecondsPerMillisecond = 1_000_000;

    private const ulong NanosecondsPerMicrosecond = 1_000;

    // FD_SETSIZE of Linux.
    private const int MostSelected = 1024;

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

    // What the libraries wait by where there is no poll: of three lists of descriptors those that are not ready become 0.
    [Export("SystemNative_Select", Fault = ErrorFault)]
    internal static int Select(Span<int> readers, Span<int> writers, Span<int> failures, int microseconds, int highest, out int triggered)
    {
        triggered = 0;
        if (readers.Length > MostSelected || writers.Length > MostSelected || failures.Length > MostSelected)
        {
            return ErrorNumbers.ToPortable((int)SystemError.Invalid);
        }

        Span<PollEvent> events = stackalloc PollEvent[readers.Length + writers.Length + failures.Length];
        Ask(events, readers, PollEvents.Readable);
        Ask(events.Slice(readers.Length), writers, PollEvents.Writable);
        Ask(events.Slice(readers.Length + writers.Length), failures, PollEvents.Error);
        Deadline deadline = microseconds < 0 ? Deadline.Never : Deadline.In((ulong)microseconds * NanosecondsPerMicrosecond);
        SystemError error = DescriptorTable.Poll(events, deadline, out triggered);
        Answer(events, readers);
        Answer(events.Slice(readers.Length), writers);
        Answer(events.Slice(readers.Length + writers.Length), failures);
        return ErrorNumbers.ToPortable((int)error);
    }

    private static void Ask(Span<PollEvent> events, ReadOnlySpan<int> descriptors, PollEvents wanted)
    {
        for (int i = 0; i < descriptors.Length; i++)
        {
            events[i] = new PollEvent { Descriptor = descriptors[i], Events = wanted };
        }
    }

    private static void Answer(ReadOnlySpan<PollEvent> events, Span<int> descriptors)
    {
        for (int i = 0; i < descriptors.Length; i++)
        {
            descriptors[i] = events[i].Triggered == PollEvents.None ? 0 : descriptors[i];
        }
    }
}

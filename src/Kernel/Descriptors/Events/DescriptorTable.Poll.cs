using System;

using Hermit.Abi;
using Hermit.Files;
using Hermit.Scheduling;

namespace Hermit.Descriptors;

/// <content>Waiting for any of several descriptors (<c>poll(2)</c>).</content>
public static partial class DescriptorTable
{
    private const PollEvents ToldAlways = PollEvents.Error | PollEvents.HungUp | PollEvents.Invalid;

    /// <summary>Notes what each descriptor is ready for, and waits until one is, or the deadline has passed. Gives how many are.</summary>
    public static SystemError Poll(Span<PollEvent> events, Deadline deadline, out int ready)
    {
        ready = Look(events);
        if (ready != 0 || deadline.HasPassed)
        {
            return SystemError.None;
        }

        if (!WaitSet.TryCreate(out WaitSet set))
        {
            return SystemError.OutOfMemory;
        }

        SystemError error = AddQueues(events, set);
        while (error == SystemError.None)
        {
            // A queue counts as woken when it is added, so the first look after that misses nothing.
            bool inTime = set.Wait(deadline);
            while (set.TryTake(out _))
            {
            }

            ready = Look(events);
            if (ready != 0 || !inTime)
            {
                break;
            }
        }

        set.Destroy();
        return error;
    }

    private static SystemError AddQueues(Span<PollEvent> events, WaitSet set)
    {
        foreach (ref readonly PollEvent entry in events)
        {
            if (entry.Descriptor < 0 || Find(entry.Descriptor, OpenOptions.None, out OpenObject target) != SystemError.None)
            {
                continue;
            }

            SystemError error = ObjectOperations.GetQueue(target, out WaitQueue queue);
            if (error == SystemError.None && !queue.IsNull && !set.TryAdd(queue, 0, out _))
            {
                error = SystemError.OutOfMemory;
            }

            if (error != SystemError.None)
            {
                return error;
            }
        }

        return SystemError.None;
    }

    private static int Look(Span<PollEvent> events)
    {
        int ready = 0;
        foreach (ref PollEvent entry in events)
        {
            entry.Triggered = entry.Descriptor < 0 ? PollEvents.None : Look(entry.Descriptor) & (entry.Events | ToldAlways);
            ready += entry.Triggered != PollEvents.None ? 1 : 0;
        }

        return ready;
    }

    private static PollEvents Look(int descriptor) =>
        Find(descriptor, OpenOptions.None, out OpenObject target) == SystemError.None ? ObjectOperations.GetReadiness(target) : PollEvents.Invalid;
}

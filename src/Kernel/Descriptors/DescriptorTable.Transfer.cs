using System;

using Hermit.Abi;
using Hermit.Files;
using Hermit.Scheduling;

namespace Hermit.Descriptors;

/// <content>Reading and writing. A call that has to wait does so on the queue of the object, without any lock.</content>
public static partial class DescriptorTable
{
    /// <summary>Reads what there is: at least one byte, or none at the end. Waits for it, unless the object is non-blocking.</summary>
    public static SystemError Read(int descriptor, Span<byte> destination, out int count) => Read(descriptor, destination, Deadline.Never, out count);

    /// <summary>Reads as above, but waits no longer than until the deadline; then it is <see cref="SystemError.WouldBlock"/>.</summary>
    public static SystemError Read(int descriptor, Span<byte> destination, Deadline deadline, out int count)
    {
        count = 0;
        SystemError error = Find(descriptor, OpenOptions.Read, out OpenObject target);
        if (error == SystemError.None)
        {
            error = ObjectOperations.TryRead(target, destination, out count);
        }

        while (error == SystemError.WouldBlock && !target.IsNonBlocking)
        {
            // The ticket makes the wait end at once when something comes in between the look and the wait.
            SystemError waiting = ObjectOperations.GetQueue(target, out WaitQueue queue);
            if (waiting != SystemError.None)
            {
                return waiting;
            }

            WaitTicket ticket = queue.Ticket();
            error = ObjectOperations.TryRead(target, destination, out count);
            if (error == SystemError.WouldBlock && (deadline.HasPassed || !queue.Wait(ticket, deadline)))
            {
                return error;
            }
        }

        return error;
    }

    /// <summary>Writes all of it, waiting for room; a non-blocking object takes what there is room for.</summary>
    public static SystemError Write(int descriptor, ReadOnlySpan<byte> source, out int count)
    {
        count = 0;
        SystemError error = Find(descriptor, OpenOptions.Write, out OpenObject target);
        while (error == SystemError.None)
        {
            error = ObjectOperations.TryWrite(target, source.Slice(count), out int written);
            count += written;
            if (error == SystemError.None)
            {
                // A file that is full takes less than all of it, and says so when nothing at all fits.
                return error;
            }

            if (error != SystemError.WouldBlock || target.IsNonBlocking)
            {
                // What was written counts, whatever stopped the rest.
                return count != 0 ? SystemError.None : error;
            }

            error = WaitForRoom(target, source.Slice(count));
        }

        return error;
    }

    private static SystemError WaitForRoom(in OpenObject target, ReadOnlySpan<byte> source)
    {
        SystemError error = ObjectOperations.GetQueue(target, out WaitQueue queue);
        if (error != SystemError.None)
        {
            return error;
        }

        WaitTicket ticket = queue.Ticket();
        if (!ObjectOperations.HasRoom(target, source.Length))
        {
            queue.Wait(ticket, Deadline.Never);
        }

        return SystemError.None;
    }
}

using Hermit.Abi;
using Hermit.Memory;
using Hermit.Scheduling;
using Hermit.Sync;

namespace Hermit.Descriptors;

/// <summary>
/// Event ports, by handle: what <c>epoll(7)</c> is on Linux, edge-triggered. A port is a set of wait queues; each object that is woken puts its
/// registration into the set once, and who waits at the port looks only at those.
/// </summary>
internal static class EventPorts
{
    private static InterruptSpinMutex<Pool<WaitSet>> s_ports;

    /// <summary>Makes a port. The error is <see cref="SystemError.OutOfMemory"/>.</summary>
    public static SystemError Create(out ulong handle)
    {
        handle = 0;
        if (!WaitSet.TryCreate(out WaitSet set))
        {
            return SystemError.OutOfMemory;
        }

        using (var ports = s_ports.Lock())
        {
            if (ports.Value.TryAllocate(out Handle<WaitSet> port))
            {
                ports.Value[port] = set;
                handle = port.ToBits();
                ObjectOperations.Register<EventPortKind>(ObjectKind.EventPort);
                return SystemError.None;
            }
        }

        set.Destroy();
        return SystemError.OutOfMemory;
    }

    /// <summary>The set of a port; a null one, which makes nobody wait, if there is no such port.</summary>
    public static WaitSet Find(ulong handle)
    {
        Handle<WaitSet> port = Handle<WaitSet>.FromBits(handle);
        using var ports = s_ports.Lock();
        return ports.Value.Contains(port) ? ports.Value[port] : default;
    }

    /// <summary>Closes a port, and wakes who waits at it.</summary>
    public static void Close(ulong handle)
    {
        WaitSet set = Find(handle);
        using (var ports = s_ports.Lock())
        {
            ports.Value.Free(Handle<WaitSet>.FromBits(handle));
        }

        set.Destroy();
    }
}

using System;

using Hermit.Abi;
using Hermit.Files;
using Hermit.Scheduling;

namespace Hermit.Descriptors;

/// <content>Event ports: waiting for many objects at a cost that does not grow with their number.</content>
public static partial class DescriptorTable
{
    /// <summary>Makes an event port.</summary>
    public static SystemError MakeEventPort(out int descriptor)
    {
        SystemError error = Reserve(out descriptor);
        if (error != SystemError.None)
        {
            return error;
        }

        OpenObject port = default;
        port.Kind = ObjectKind.EventPort;
        error = EventPorts.Create(out port.Handle);
        if (error == SystemError.None)
        {
            Install(descriptor, port);
            return SystemError.None;
        }

        Cancel(descriptor);
        descriptor = -1;
        return error;
    }

    /// <summary>
    /// Says what events of a descriptor's object a port is to tell of, by which name; none ends it. What is the case already is told, too. Files are
    /// always ready, and cannot be registered: <see cref="SystemError.NotPermitted"/>, as on Linux.
    /// </summary>
    public static SystemError Register(int port, int descriptor, SocketEvents events, nuint data)
    {
        SystemError error = FindPort(port, out ulong handle, out WaitSet set);
        if (error == SystemError.None)
        {
            error = Find(descriptor, OpenOptions.None, out OpenObject target);
            if (error == SystemError.None)
            {
                error = ObjectOperations.GetQueue(target, out WaitQueue queue);
                if (error == SystemError.None)
                {
                    return Register(descriptor, handle, set, queue, events, data);
                }
            }
        }

        return error;
    }

    /// <summary>
    /// Waits until there are events and gives as many as fit. An object is told of again only after it was woken again: its reader goes on until the
    /// object has nothing more.
    /// </summary>
    public static SystemError WaitForEvents(int port, Span<SocketEvent> events, out int count)
    {
        count = 0;
        SystemError error = FindPort(port, out ulong handle, out WaitSet set);
        while (error == SystemError.None && count == 0)
        {
            set.Wait(Deadline.Never);
            while (count < events.Length && set.TryTake(out ulong tag))
            {
                count += TryDescribe(tag, out events[count]) ? 1 : 0;
            }

            if (count == 0)
            {
                // Nothing that anybody waits for, or the port was closed meanwhile.
                error = FindPort(port, out handle, out set);
            }
        }

        return error;
    }

    private static SystemError Register(int descriptor, ulong port, WaitSet set, WaitQueue queue, SocketEvents events, nuint data)
    {
        if (queue.IsNull)
        {
            return SystemError.NotPermitted;
        }

        using var state = s_state.Lock();
        return state.Value.Register(descriptor, port, set, queue, events, data);
    }

    private static bool TryDescribe(ulong tag, out SocketEvent happened)
    {
        happened = default;
        OpenObject target;
        Registration registration;
        using (var state = s_state.Lock())
        {
            if (!state.Value.TryGetRegistered(tag, out target, out registration))
            {
                return false;
            }
        }

        PollEvents ready = ObjectOperations.GetReadiness(target);
        SocketEvents events = ((ready & PollEvents.Readable) != 0 ? SocketEvents.Read : SocketEvents.None)
            | ((ready & PollEvents.Writable) != 0 ? SocketEvents.Write : SocketEvents.None)
            | ((ready & PollEvents.ReadHungUp) != 0 ? SocketEvents.ReadClose : SocketEvents.None);
        SocketEvents always = ((ready & PollEvents.HungUp) != 0 ? SocketEvents.Close : SocketEvents.None)
            | ((ready & PollEvents.Error) != 0 ? SocketEvents.Error : SocketEvents.None);
        happened.Data = registration.Data;
        happened.Events = (events & registration.Interest) | always;
        return happened.Events != SocketEvents.None;
    }

    private static SystemError FindPort(int descriptor, out ulong handle, out WaitSet set)
    {
        SystemError error = Find(descriptor, OpenOptions.None, out OpenObject target);
        handle = target.Handle;
        set = target.Kind == ObjectKind.EventPort ? EventPorts.Find(target.Handle) : default;
        return error == SystemError.None && target.Kind != ObjectKind.EventPort ? SystemError.Invalid : error;
    }
}

using System;

using Hermit.Abi;
using Hermit.Files;
using Hermit.Memory;
using Hermit.Net;
using Hermit.Scheduling;

namespace Hermit.Descriptors;

/// <content>Sockets: opening, binding, connecting and accepting.</content>
public static partial class DescriptorTable
{
    /// <summary>Opens a socket.</summary>
    public static SystemError OpenSocket(SocketKind kind, IpProtocol protocol, bool v6, out int descriptor)
    {
        SystemError error = ReserveSocket(out descriptor, out WaitQueue queue);
        if (error != SystemError.None)
        {
            return error;
        }

        error = Network.Open(kind, protocol, v6, queue, out Handle<Socket> socket);
        return InstallSocket(error, ObjectKind.Socket, socket.ToBits(), v6, queue, ref descriptor);
    }

    /// <inheritdoc cref="NetworkStack.Bind"/>
    public static SystemError Bind(int descriptor, IpEndpoint local)
    {
        SystemError error = FindSocket(descriptor, out _, out Handle<Socket> socket);
        return error == SystemError.None ? Network.Bind(socket, local) : error;
    }

    /// <summary>Connects a socket: waits until a stream is connected, unless the socket is non-blocking.</summary>
    public static SystemError Connect(int descriptor, IpEndpoint remote)
    {
        SystemError error = FindSocket(descriptor, out OpenObject target, out Handle<Socket> socket);
        if (error != SystemError.None)
        {
            return error;
        }

        error = Network.Connect(socket, remote);
        if (error != SystemError.InProgress || target.IsNonBlocking)
        {
            return error;
        }

        Deadline deadline = DeadlineOf(target.WriteTimeout);
        while (true)
        {
            WaitTicket ticket = target.Queue.Ticket();
            Readiness ready = Network.GetReadiness(socket);
            if ((ready & (Readiness.Writable | Readiness.Error | Readiness.HangUp)) != 0)
            {
                return Network.TakeError(socket);
            }

            if (!target.Queue.Wait(ticket, deadline))
            {
                return SystemError.InProgress;
            }
        }
    }

    /// <inheritdoc cref="NetworkStack.Disconnect"/>
    public static SystemError Disconnect(int descriptor)
    {
        SystemError error = FindSocket(descriptor, out OpenObject target);
        return error == SystemError.None ? SocketOperations.Disconnect(target) : error;
    }

    /// <inheritdoc cref="NetworkStack.Listen"/>
    public static SystemError Listen(int descriptor, int backlog)
    {
        SystemError error = FindSocket(descriptor, out OpenObject target);
        return error == SystemError.None ? SocketOperations.Listen(target, backlog) : error;
    }

    /// <summary>
    /// Takes a connection that was made to a listener; waits for one, unless the listener is non-blocking. <paramref name="remote"/> is of the network only.
    /// </summary>
    public static SystemError Accept(int descriptor, out int accepted, out IpEndpoint remote)
    {
        accepted = -1;
        remote = default;
        SystemError error = FindSocket(descriptor, out OpenObject listener);
        if (error != SystemError.None)
        {
            return error;
        }

        error = ReserveSocket(out accepted, out WaitQueue queue);
        if (error != SystemError.None)
        {
            return error;
        }

        ulong made;
        Deadline deadline = DeadlineOf(listener.ReadTimeout);
        while (true)
        {
            WaitTicket ticket = listener.Queue.Ticket();
            error = SocketOperations.Accept(listener, queue, out made, out remote);
            if (error != SystemError.WouldBlock || listener.IsNonBlocking || !listener.Queue.Wait(ticket, deadline))
            {
                break;
            }
        }

        return InstallSocket(error, listener.Kind, made, listener.IsV6, queue, ref accepted);
    }

    /// <inheritdoc cref="NetworkStack.Shutdown"/>
    public static SystemError Shutdown(int descriptor, bool read, bool write)
    {
        SystemError error = FindSocket(descriptor, out OpenObject target);
        return error == SystemError.None ? SocketOperations.Shutdown(target, read, write) : error;
    }

    /// <summary>The ends of a socket; whether there is a remote one, says <paramref name="isConnected"/>.</summary>
    public static SystemError GetEndpoints(int descriptor, out IpEndpoint local, out IpEndpoint remote, out bool isConnected)
    {
        local = default;
        remote = default;
        SystemError error = FindSocket(descriptor, out _, out Handle<Socket> socket);
        isConnected = error == SystemError.None && Network.GetEndpoints(socket, out local, out remote);
        return error;
    }

    /// <summary>Says what a socket is.</summary>
    public static SystemError DescribeSocket(int descriptor, out SocketDescription description)
    {
        description = default;
        SystemError error = FindSocket(descriptor, out OpenObject target);
        return error == SystemError.None ? SocketOperations.Describe(target, out description) : error;
    }

    /// <summary>Whether a descriptor is open on a socket of the IPv6 family.</summary>
    public static bool IsV6(int descriptor) => FindSocket(descriptor, out OpenObject target) == SystemError.None && target.IsV6;

    /// <summary>Whether a descriptor is open on a socket of the machine's own.</summary>
    public static bool IsLocal(int descriptor) => FindSocket(descriptor, out OpenObject target) == SystemError.None && target.Kind == ObjectKind.LocalSocket;

    private static SystemError ReserveSocket(out int descriptor, out WaitQueue queue)
    {
        queue = default;
        SystemError error = Reserve(out descriptor);
        if (error == SystemError.None && !WaitQueue.TryCreate(out queue))
        {
            Cancel(descriptor);
            descriptor = -1;
            return SystemError.OutOfMemory;
        }

        return error;
    }

    // Opens the reserved descriptor on a socket, or gives it back if there is none.
    private static SystemError InstallSocket(SystemError error, ObjectKind kind, ulong handle, bool v6, WaitQueue queue, ref int descriptor)
    {
        if (error != SystemError.None)
        {
            Cancel(descriptor);
            queue.Destroy();
            descriptor = -1;
            return error;
        }

        OpenObject target = default;
        target.Kind = kind;
        target.Options = OpenOptions.Read | OpenOptions.Write;
        target.Handle = handle;
        target.IsV6 = v6;
        target.Queue = queue;
        Install(descriptor, target);
        return SystemError.None;
    }

    private static SystemError FindSocket(int descriptor, out OpenObject target)
    {
        SystemError error = Find(descriptor, OpenOptions.None, out target);
        return error == SystemError.None && target.Kind is not (ObjectKind.Socket or ObjectKind.LocalSocket) ? SystemError.NotASocket : error;
    }

    // For what only sockets of the network can do.
    private static SystemError FindSocket(int descriptor, out OpenObject target, out Handle<Socket> socket)
    {
        SystemError error = FindSocket(descriptor, out target);
        socket = NetworkSocketKind.SocketOf(target);
        return error == SystemError.None && target.Kind != ObjectKind.Socket ? SystemError.NotSupported : error;
    }

    private static Deadline DeadlineOf(uint milliseconds) => milliseconds == 0 ? Deadline.Never : Deadline.In(milliseconds * 1_000_000ul);
}

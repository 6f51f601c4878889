using System;

using Hermit.Abi;
using Hermit.Files;
using Hermit.Net;
using Hermit.Scheduling;

namespace Hermit.Descriptors;

/// <content>Sockets of the machine's own: what is done by names.</content>
public static partial class DescriptorTable
{
    /// <summary>How many bytes wait for a local socket at most.</summary>
    public const int LocalBufferBytes = LocalSocket.Capacity;

    /// <summary>Opens a local socket, for a stream or for datagrams.</summary>
    public static SystemError OpenLocalSocket(SocketKind kind, out int descriptor)
    {
        SystemError error = ReserveSocket(out descriptor, out WaitQueue queue);
        if (error != SystemError.None)
        {
            return error;
        }

        error = LocalSockets.Open(kind, queue, out ulong handle);
        return InstallSocket(error, ObjectKind.LocalSocket, handle, v6: false, queue, ref descriptor);
    }

    /// <summary>Opens a socket that is told of changes of the network: each datagram is a <see cref="NetworkChange"/>.</summary>
    public static SystemError OpenNetworkChanges(out int descriptor)
    {
        SystemError error = ReserveSocket(out descriptor, out WaitQueue queue);
        if (error != SystemError.None)
        {
            return error;
        }

        error = LocalSockets.OpenForNetwork(queue, out ulong handle);
        return InstallSocket(error, ObjectKind.LocalSocket, handle, v6: false, queue, ref descriptor);
    }

    /// <inheritdoc cref="LocalState.Bind"/>
    public static SystemError Bind(int descriptor, in LocalName name)
    {
        SystemError error = FindLocal(descriptor, out OpenObject target);
        return error == SystemError.None ? LocalSockets.Bind(target.Handle, name) : error;
    }

    /// <summary>Connects a local socket to a name; waits for a listener that has too many others waiting, unless the socket is non-blocking.</summary>
    public static SystemError Connect(int descriptor, in LocalName name)
    {
        SystemError error = FindLocal(descriptor, out OpenObject target);
        if (error != SystemError.None)
        {
            return error;
        }

        Deadline deadline = DeadlineOf(target.WriteTimeout);
        while (true)
        {
            WaitTicket ticket = target.Queue.Ticket();
            error = LocalSockets.Connect(target.Handle, name);
            if (error != SystemError.WouldBlock || target.IsNonBlocking || !target.Queue.Wait(ticket, deadline))
            {
                return error;
            }
        }
    }

    /// <inheritdoc cref="LocalSockets.GetNames"/>
    public static SystemError GetNames(int descriptor, out LocalName local, out LocalName remote, out bool isConnected)
    {
        local = default;
        remote = default;
        isConnected = false;
        SystemError error = FindLocal(descriptor, out OpenObject target);
        return error == SystemError.None ? LocalSockets.GetNames(target.Handle, out local, out remote, out isConnected) : error;
    }

    /// <summary>Sends to a name, as <see cref="Send(int, ReadOnlySpan{byte}, IpEndpoint, out int)"/> does to an address.</summary>
    public static SystemError Send(int descriptor, ReadOnlySpan<byte> source, in LocalName destination, out int count)
    {
        count = 0;
        SystemError error = FindLocal(descriptor, out _);
        return error == SystemError.None ? Send(descriptor, source, default, destination, out count) : error;
    }

    // A socket of the network does not know the family of the name.
    private static SystemError FindLocal(int descriptor, out OpenObject target)
    {
        SystemError error = FindSocket(descriptor, out target);
        return error == SystemError.None && target.Kind != ObjectKind.LocalSocket ? SystemError.AddressFamilyNotSupported : error;
    }
}

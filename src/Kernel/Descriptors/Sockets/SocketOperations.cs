using System;

using Hermit.Abi;
using Hermit.Memory;
using Hermit.Net;
using Hermit.Scheduling;

namespace Hermit.Descriptors;

/// <summary>What the two sorts of sockets do: those of the network and the machine's own. As in <see cref="ObjectOperations"/>, nothing here waits.</summary>
internal static class SocketOperations
{
    /// <inheritdoc cref="NetworkStack.Listen"/>
    public static SystemError Listen(in OpenObject target, int backlog) => target.Kind == ObjectKind.LocalSocket
        ? LocalSockets.Listen(target.Handle, backlog)
        : Network.Listen(NetworkSocketKind.SocketOf(target), backlog);

    /// <summary>Takes a connection that was made to a listener; its changes wake a queue. <paramref name="remote"/> is of the network only.</summary>
    public static SystemError Accept(in OpenObject target, WaitQueue queue, out ulong accepted, out IpEndpoint remote)
    {
        remote = default;
        if (target.Kind == ObjectKind.LocalSocket)
        {
            return LocalSockets.Accept(target.Handle, queue, out accepted);
        }

        SystemError error = Network.Accept(NetworkSocketKind.SocketOf(target), queue, out Handle<Socket> socket, out remote);
        accepted = socket.ToBits();
        return error;
    }

    /// <inheritdoc cref="NetworkStack.Disconnect"/>
    public static SystemError Disconnect(in OpenObject target) => target.Kind == ObjectKind.LocalSocket
        ? LocalSockets.Disconnect(target.Handle)
        : Network.Disconnect(NetworkSocketKind.SocketOf(target));

    /// <inheritdoc cref="NetworkStack.Shutdown"/>
    public static SystemError Shutdown(in OpenObject target, bool read, bool write) => target.Kind == ObjectKind.LocalSocket
        ? LocalSockets.Shutdown(target.Handle, read, write)
        : Network.Shutdown(NetworkSocketKind.SocketOf(target), read, write);

    /// <summary>Sends what there is room for of a stream, or a whole datagram; to where the socket is connected unless there is a destination.</summary>
    public static SystemError Send(in OpenObject target, ReadOnlySpan<byte> source, IpEndpoint destination, in LocalName name, out int count) =>
        target.Kind == ObjectKind.LocalSocket
            ? LocalSockets.Send(target.Handle, source, name, out count)
            : Network.Send(NetworkSocketKind.SocketOf(target), source, destination, out count);

    /// <summary>Gives what a stream has, or a datagram, and from whom: an address, or the name of a socket of this machine.</summary>
    public static SystemError Receive(in OpenObject target, Span<byte> destination, bool peek, out int count, out DatagramInfo info, out LocalName name)
    {
        if (target.Kind == ObjectKind.LocalSocket)
        {
            info = default;
            return LocalSockets.Receive(target.Handle, destination, peek, out count, out info.Length, out name);
        }

        name = default;
        return Network.Receive(NetworkSocketKind.SocketOf(target), destination, peek, out count, out info);
    }

    /// <inheritdoc cref="NetworkStack.TakeError"/>
    public static SystemError TakeError(in OpenObject target) =>
        target.Kind == ObjectKind.LocalSocket ? LocalSockets.TakeError(target.Handle) : Network.TakeError(NetworkSocketKind.SocketOf(target));

    /// <summary>How many bytes could be read at once.</summary>
    public static int AvailableBytes(in OpenObject target) =>
        target.Kind == ObjectKind.LocalSocket ? LocalSockets.AvailableBytes(target.Handle) : Network.AvailableBytes(NetworkSocketKind.SocketOf(target));

    /// <summary>What a socket is.</summary>
    public static SystemError Describe(in OpenObject target, out SocketDescription description)
    {
        description = default;
        if (target.Kind == ObjectKind.LocalSocket)
        {
            description.IsLocal = true;
            return LocalSockets.Describe(target.Handle, out description.Kind, out description.IsListening);
        }

        description.IsV6 = target.IsV6;
        return Network.Describe(NetworkSocketKind.SocketOf(target), out description.Kind, out description.Protocol, out description.IsListening);
    }
}

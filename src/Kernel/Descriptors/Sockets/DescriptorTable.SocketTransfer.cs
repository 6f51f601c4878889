using System;

using Hermit.Abi;
using Hermit.Memory;
using Hermit.Net;
using Hermit.Scheduling;

namespace Hermit.Descriptors;

/// <content>Sockets: sending, receiving and options.</content>
public static partial class DescriptorTable
{
    /// <summary>
    /// Sends all of it, waiting for room; a non-blocking socket takes what there is room for. A datagram goes to <paramref name="destination"/>, unless
    /// that is unspecified: then to where the socket is connected.
    /// </summary>
    public static SystemError Send(int descriptor, ReadOnlySpan<byte> source, IpEndpoint destination, out int count) =>
        Send(descriptor, source, destination, default, out count);

    private static SystemError Send(int descriptor, ReadOnlySpan<byte> source, IpEndpoint destination, in LocalName name, out int count)
    {
        count = 0;
        SystemError error = FindSocket(descriptor, out OpenObject target);
        if (error != SystemError.None)
        {
            return error;
        }

        Deadline deadline = DeadlineOf(target.WriteTimeout);
        while (true)
        {
            WaitTicket ticket = target.IsNonBlocking ? default : target.Queue.Ticket();
            error = SocketOperations.Send(target, source.Slice(count), destination, name, out int sent);
            count += sent;
            bool isDone = count == source.Length || error is not (SystemError.None or SystemError.WouldBlock) || target.IsNonBlocking;
            if (isDone || !target.Queue.Wait(ticket, deadline))
            {
                // What was sent counts, whatever stopped the rest.
                return count != 0 ? SystemError.None : error;
            }
        }
    }

    /// <summary>Receives what there is: some of a stream, or a datagram. Waits for it, unless told not to.</summary>
    public static SystemError Receive(int descriptor, Span<byte> destination, bool peek, bool wait, out int count, out DatagramInfo info) =>
        Receive(descriptor, destination, peek, wait, out count, out info, out _);

    /// <summary>As the other one; <paramref name="name"/> is what the sender was bound to, if the socket is one of the machine's own.</summary>
    public static SystemError Receive(
        int descriptor, Span<byte> destination, bool peek, bool wait, out int count, out DatagramInfo info, out LocalName name)
    {
        count = 0;
        info = default;
        name = default;
        SystemError error = FindSocket(descriptor, out OpenObject target);
        if (error != SystemError.None)
        {
            return error;
        }

        Deadline deadline = DeadlineOf(target.ReadTimeout);
        while (true)
        {
            WaitTicket ticket = target.IsNonBlocking ? default : target.Queue.Ticket();
            error = SocketOperations.Receive(target, destination, peek, out count, out info, out name);
            if (error != SystemError.WouldBlock || target.IsNonBlocking || !wait || !target.Queue.Wait(ticket, deadline))
            {
                return error;
            }
        }
    }

    /// <inheritdoc cref="NetworkStack.TakeError"/>
    public static SystemError TakeSocketError(int descriptor, out SystemError found)
    {
        SystemError error = FindSocket(descriptor, out OpenObject target);
        found = error == SystemError.None ? SocketOperations.TakeError(target) : SystemError.None;
        return error;
    }

    /// <summary>How many bytes could be read from a socket at once.</summary>
    public static SystemError GetAvailableBytes(int descriptor, out int count)
    {
        SystemError error = FindSocket(descriptor, out OpenObject target);
        count = error == SystemError.None ? SocketOperations.AvailableBytes(target) : 0;
        return error;
    }

    /// <inheritdoc cref="NetworkStack.SetOption"/>
    public static SystemError SetSocketOption(int descriptor, SocketOption option, int value)
    {
        SystemError error = FindSocket(descriptor, out _, out Handle<Socket> socket);
        return error == SystemError.None ? Network.SetOption(socket, option, value) : error;
    }

    /// <inheritdoc cref="NetworkStack.GetOption"/>
    public static SystemError GetSocketOption(int descriptor, SocketOption option, out int value)
    {
        value = 0;
        SystemError error = FindSocket(descriptor, out _, out Handle<Socket> socket);
        return error == SystemError.None ? Network.GetOption(socket, option, out value) : error;
    }

    /// <inheritdoc cref="NetworkStack.Join"/>
    public static SystemError JoinGroup(int descriptor, IpAddress group, int interfaceIndex)
    {
        SystemError error = FindSocket(descriptor, out _, out Handle<Socket> socket);
        return error == SystemError.None ? Network.Join(socket, group, interfaceIndex) : error;
    }

    /// <inheritdoc cref="NetworkStack.Leave"/>
    public static SystemError LeaveGroup(int descriptor, IpAddress group, int interfaceIndex)
    {
        SystemError error = FindSocket(descriptor, out _, out Handle<Socket> socket);
        return error == SystemError.None ? Network.Leave(socket, group, interfaceIndex) : error;
    }

    /// <inheritdoc cref="NetworkStack.GetSettings"/>
    public static SystemError GetStreamSettings(int descriptor, out TcpSettings settings)
    {
        settings = default;
        SystemError error = FindSocket(descriptor, out _, out Handle<Socket> socket);
        return error == SystemError.None ? Network.GetSettings(socket, out settings) : error;
    }

    /// <inheritdoc cref="NetworkStack.SetSettings"/>
    public static SystemError SetStreamSettings(int descriptor, in TcpSettings settings)
    {
        SystemError error = FindSocket(descriptor, out _, out Handle<Socket> socket);
        return error == SystemError.None ? Network.SetSettings(socket, settings) : error;
    }

    /// <inheritdoc cref="DescriptorState.SetTimeouts"/>
    public static SystemError SetSocketTimeouts(int descriptor, uint? read, uint? write)
    {
        using var state = s_state.Lock();
        return state.Value.SetTimeouts(descriptor, read, write);
    }
}

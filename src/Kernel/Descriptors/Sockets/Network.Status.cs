using System;

using Hermit.Abi;
using Hermit.Memory;
using Hermit.Net;
using Hermit.Scheduling;

namespace Hermit.Descriptors;

/// <content>What is known of interfaces and names.</content>
internal static partial class Network
{
    /// <inheritdoc cref="NetworkStack.WriteTable"/>
    /// <remarks>A stack that has not been started has passed nothing, and makes nothing ready for that.</remarks>
    public static void WriteTable<TSink>(NetworkTable table, ref TSink sink)
        where TSink : struct, ITableSink
    {
        using var state = s_state.Lock();
        state.Value.Stack.WriteTable(table, ref sink, Now);
    }

    /// <summary>What is known of an interface, by its number from 1 on; <see langword="false"/> if there is none of that number.</summary>
    public static bool TryGetInterface(int index, out InterfaceStatus status)
    {
        status = default;
        if (index is < 1 || index > NetworkStack.InterfaceLimit || !TryStart())
        {
            return false;
        }

        using var state = s_state.Lock();
        ref readonly NetworkInterface link = ref state.Value.Stack.Interface(index);
        status.Address = link.Capabilities.Address;
        status.Mtu = link.Mtu;
        status.IsLoopback = link.Capabilities.IsLoopback;
        status.IsUp = link.IsUp;
        return link.Exists;
    }

    /// <summary>The number of the interface that has an address; 0 if none has.</summary>
    public static int FindInterface(IpAddress address)
    {
        using var state = s_state.Lock();
        for (int index = NetworkStack.Loopback; index <= NetworkStack.InterfaceLimit; index++)
        {
            if (state.Value.Stack.Interface(index).Owns(address))
            {
                return index;
            }
        }

        return 0;
    }

    /// <summary>Copies the addresses of an interface that are in use, as many as there is room for, and gives how many.</summary>
    public static int GetAddresses(int index, Span<InterfaceAddress> addresses)
    {
        int count = 0;
        using var state = s_state.Lock();
        ref readonly NetworkInterface link = ref state.Value.Stack.Interface(index);
        for (int i = 0; i < link.AddressLimit && count < addresses.Length; i++)
        {
            if (link.Addresses[i].IsUsable)
            {
                addresses[count++] = link.Addresses[i];
            }
        }

        return count;
    }

    /// <summary>The addresses of a name. Waits for the answer.</summary>
    public static DnsStatus Resolve(ReadOnlySpan<byte> name, bool v4, bool v6, Span<IpAddress> addresses, out int count)
    {
        count = 0;
        DnsStatus status = DnsStatus.TryAgain;
        if (TryStart() && WaitQueue.TryCreate(out WaitQueue queue))
        {
            Handle<Socket> question;
            SystemError error;
            using (var state = s_state.Lock())
            {
                error = state.Value.Stack.Resolve(name, v4, v6, out question, Now);
                BeginToWait(ref state.Value, question, queue);
            }

            if (error == SystemError.None)
            {
                AwaitAnswer(question, queue);
                using (var state = s_state.Lock())
                {
                    status = state.Value.Stack.GetAnswer(question, addresses, out count);
                }

                Close(question);
            }

            queue.Destroy();
        }

        if (status is DnsStatus.TryAgain or DnsStatus.NoServer)
        {
            TellNoAnswer(name);
        }

        return status;
    }

    /// <summary>The name of an address, as text. Waits for the answer.</summary>
    public static DnsStatus ResolveName(IpAddress address, Span<byte> name, out int length)
    {
        length = 0;
        DnsStatus status = DnsStatus.TryAgain;
        if (TryStart() && WaitQueue.TryCreate(out WaitQueue queue))
        {
            Handle<Socket> question;
            SystemError error;
            using (var state = s_state.Lock())
            {
                error = state.Value.Stack.ResolveName(address, out question, Now);
                BeginToWait(ref state.Value, question, queue);
            }

            if (error == SystemError.None)
            {
                AwaitAnswer(question, queue);
                using (var state = s_state.Lock())
                {
                    status = state.Value.Stack.GetFoundName(question, name, out length);
                }

                Close(question);
            }

            queue.Destroy();
        }

        return status;
    }

    private static void TellNoAnswer(ReadOnlySpan<byte> name)
    {
        IpEndpoint server;
        bool isKnown;
        using (var state = s_state.Lock())
        {
            server = state.Value.Stack.NameServer(0);
            isKnown = state.Value.Stack.NameServerCount != 0;
        }

        NetworkNotices.TellNoAnswer(name, server, isKnown);
    }

    private static void BeginToWait(ref NetworkState state, Handle<Socket> question, WaitQueue queue)
    {
        state.Stack.SetToken(question, queue.ToBits());
        Finish(ref state);
    }

    private static void AwaitAnswer(Handle<Socket> question, WaitQueue queue)
    {
        while (true)
        {
            WaitTicket ticket = queue.Ticket();
            if ((GetReadiness(question) & Readiness.Readable) != 0)
            {
                return;
            }

            queue.Wait(ticket, Deadline.Never);
        }
    }
}

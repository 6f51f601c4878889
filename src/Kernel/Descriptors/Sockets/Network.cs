using System;

using Hermit.Abi;
using Hermit.Devices;
using Hermit.Machine;
using Hermit.Memory;
using Hermit.Net;
using Hermit.Scheduling;

namespace Hermit.Descriptors;

/// <summary>
/// The network stack in its lock, with the thread that does what time demands. The stack is made ready when the first socket is opened: a program
/// without sockets pays nothing. Nothing here waits for the network; whoever is concerned by what happened is woken before the lock is released.
/// </summary>
internal static partial class Network
{
    private const int StackBytes = 128 << 10;

    // What frames may take: a quarter of the memory, in buffers of 2 KiB.
    private const int BufferBytes = 2048;
    private const int LeastBuffers = 256;
    private const int MostBuffers = 65536;

    // How long the first socket waits for the network to give the machine an address.
    private const ulong PatienceNanoseconds = 5_000_000_000;

    private static SleepMutex<NetworkState> s_state;
    private static WaitPoint s_configured;

    private static Instant Now => Instant.FromNanoseconds((long)Clock.MonotonicNanoseconds);

    /// <summary>Opens a socket, whose changes wake a queue.</summary>
    public static SystemError Open(SocketKind kind, IpProtocol protocol, bool v6, WaitQueue queue, out Handle<Socket> socket)
    {
        socket = default;
        if (!TryStart())
        {
            return SystemError.OutOfMemory;
        }

        using var state = s_state.Lock();
        SystemError error = kind switch
        {
            SocketKind.Stream => state.Value.Stack.OpenTcp(v6, out socket),
            SocketKind.Datagram => state.Value.Stack.OpenUdp(v6, out socket),
            SocketKind.Ping => state.Value.Stack.OpenPing(v6, out socket),
            _ => state.Value.Stack.OpenRaw(protocol, v6, out socket),
        };
        state.Value.Stack.SetToken(socket, queue.ToBits());
        return error;
    }

    /// <summary>Closes a socket. A stream goes on to send what was written.</summary>
    public static void Close(Handle<Socket> socket)
    {
        using var state = s_state.Lock();
        state.Value.Stack.Close(socket, Now);
        Finish(ref state.Value);
    }

    /// <inheritdoc cref="NetworkStack.Bind"/>
    public static SystemError Bind(Handle<Socket> socket, IpEndpoint local)
    {
        SystemError error;
        using (var state = s_state.Lock())
        {
            error = state.Value.Stack.Bind(socket, local);
        }

        if (error == SystemError.AddressInUse)
        {
            NetworkNotices.TellPortInUse(local);
        }

        return error;
    }

    /// <inheritdoc cref="NetworkStack.Connect"/>
    public static SystemError Connect(Handle<Socket> socket, IpEndpoint remote)
    {
        SystemError error;
        bool hasCard;
        using (var state = s_state.Lock())
        {
            error = state.Value.Stack.Connect(socket, remote, Now);
            hasCard = state.Value.CardInterface != 0;
            Finish(ref state.Value);
        }

        if (error == SystemError.NetworkUnreachable && !hasCard)
        {
            NetworkNotices.TellNoCard(remote.Address);
        }

        return error;
    }

    /// <inheritdoc cref="NetworkStack.Disconnect"/>
    public static SystemError Disconnect(Handle<Socket> socket)
    {
        using var state = s_state.Lock();
        return state.Value.Stack.Disconnect(socket);
    }

    /// <inheritdoc cref="NetworkStack.Listen"/>
    public static SystemError Listen(Handle<Socket> socket, int backlog)
    {
        using var state = s_state.Lock();
        return state.Value.Stack.Listen(socket, backlog, Now);
    }

    /// <summary>Takes a connection that has been made to a listener; its changes wake a queue of its own.</summary>
    public static SystemError Accept(Handle<Socket> listener, WaitQueue queue, out Handle<Socket> socket, out IpEndpoint remote)
    {
        using var state = s_state.Lock();
        SystemError error = state.Value.Stack.Accept(listener, out socket, out remote, Now);
        state.Value.Stack.SetToken(socket, queue.ToBits());
        Finish(ref state.Value);
        return error;
    }

    /// <inheritdoc cref="NetworkStack.Shutdown"/>
    public static SystemError Shutdown(Handle<Socket> socket, bool read, bool write)
    {
        using var state = s_state.Lock();
        SystemError error = state.Value.Stack.Shutdown(socket, read, write, Now);
        Finish(ref state.Value);
        return error;
    }

    /// <summary>Takes what there is room for of a stream, or a whole datagram, to <paramref name="destination"/> unless that is unspecified.</summary>
    public static SystemError Send(Handle<Socket> socket, ReadOnlySpan<byte> source, IpEndpoint destination, out int count)
    {
        count = 0;
        using var state = s_state.Lock();
        if (!state.Value.Stack.TryGetKind(socket, out SocketKind kind))
        {
            return SystemError.BadDescriptor;
        }

        SystemError error;
        if (kind == SocketKind.Stream)
        {
            error = state.Value.Stack.Write(socket, source, out count, Now);
            error = error == SystemError.None && count == 0 && !source.IsEmpty ? SystemError.WouldBlock : error;
        }
        else
        {
            error = state.Value.Stack.Send(socket, source, destination, Now);
            count = error == SystemError.None ? source.Length : 0;
        }

        Finish(ref state.Value);
        return error;
    }

    /// <summary>Gives what a stream has, or a datagram, and from whom.</summary>
    public static SystemError Receive(Handle<Socket> socket, Span<byte> destination, bool peek, out int count, out DatagramInfo info)
    {
        count = 0;
        info = default;
        using var state = s_state.Lock();
        if (!state.Value.Stack.TryGetKind(socket, out SocketKind kind))
        {
            return SystemError.BadDescriptor;
        }

        SystemError error = kind == SocketKind.Stream
            ? state.Value.Stack.Read(socket, destination, peek, out count, Now)
            : state.Value.Stack.Receive(socket, destination, peek, out count, out info);
        info.Length = kind == SocketKind.Stream ? count : info.Length;
        Finish(ref state.Value);
        return error;
    }

    /// <summary>How many bytes could be read at once.</summary>
    public static int AvailableBytes(Handle<Socket> socket)
    {
        using var state = s_state.Lock();
        return Math.Max(state.Value.Stack.AvailableBytes(socket), state.Value.Stack.NextDatagramLength(socket));
    }

    /// <inheritdoc cref="NetworkStack.GetReadiness"/>
    public static Readiness GetReadiness(Handle<Socket> socket)
    {
        using var state = s_state.Lock();
        return state.Value.Stack.GetReadiness(socket);
    }

    /// <inheritdoc cref="NetworkStack.GetEndpoints"/>
    public static bool GetEndpoints(Handle<Socket> socket, out IpEndpoint local, out IpEndpoint remote)
    {
        using var state = s_state.Lock();
        return state.Value.Stack.GetEndpoints(socket, out local, out remote);
    }

    /// <inheritdoc cref="NetworkStack.TakeError"/>
    public static SystemError TakeError(Handle<Socket> socket)
    {
        using var state = s_state.Lock();
        return state.Value.Stack.TakeError(socket);
    }

    /// <inheritdoc cref="NetworkStack.Describe"/>
    public static SystemError Describe(Handle<Socket> socket, out SocketKind kind, out IpProtocol protocol, out bool isListening)
    {
        using var state = s_state.Lock();
        return state.Value.Stack.Describe(socket, out kind, out protocol, out isListening);
    }

    /// <inheritdoc cref="NetworkStack.SetOption"/>
    public static SystemError SetOption(Handle<Socket> socket, SocketOption option, int value)
    {
        using var state = s_state.Lock();
        return state.Value.Stack.SetOption(socket, option, value);
    }

    /// <inheritdoc cref="NetworkStack.GetOption"/>
    public static SystemError GetOption(Handle<Socket> socket, SocketOption option, out int value)
    {
        using var state = s_state.Lock();
        return state.Value.Stack.GetOption(socket, option, out value);
    }

    /// <inheritdoc cref="NetworkStack.Join"/>
    public static SystemError Join(Handle<Socket> socket, IpAddress group, int interfaceIndex)
    {
        using var state = s_state.Lock();
        SystemError error = state.Value.Stack.Join(socket, group, interfaceIndex, Now);
        Finish(ref state.Value);
        return error;
    }

    /// <inheritdoc cref="NetworkStack.Leave"/>
    public static SystemError Leave(Handle<Socket> socket, IpAddress group, int interfaceIndex)
    {
        using var state = s_state.Lock();
        SystemError error = state.Value.Stack.Leave(socket, group, interfaceIndex, Now);
        Finish(ref state.Value);
        return error;
    }

    /// <inheritdoc cref="NetworkStack.GetSettings"/>
    public static SystemError GetSettings(Handle<Socket> socket, out TcpSettings settings)
    {
        using var state = s_state.Lock();
        return state.Value.Stack.GetSettings(socket, out settings);
    }

    /// <inheritdoc cref="NetworkStack.SetSettings"/>
    public static SystemError SetSettings(Handle<Socket> socket, in TcpSettings settings)
    {
        using var state = s_state.Lock();
        SystemError error = state.Value.Stack.SetSettings(socket, settings, Now);
        Finish(ref state.Value);
        return error;
    }

    // Makes the network ready for the first who wants it, who then waits until the machine has an address, for a while.
    private static bool TryStart()
    {
        using (var state = s_state.Lock())
        {
            if (state.Value.IsStarted)
            {
                return true;
            }

            if (!TryStart(ref state.Value))
            {
                return false;
            }

            if (state.Value.CardInterface == 0 || !NetworkSettings.UsesDhcp(state.Value.CardInterface))
            {
                return true;
            }
        }

        AwaitAddress(Deadline.In(PatienceNanoseconds));
        return true;
    }

    private static bool TryStart(ref NetworkState state)
    {
        Span<byte> seed = stackalloc byte[RandomSource.SeedBytes];
        if (!EntropySource.TryFillSecret(seed))
        {
            EntropySource.FillNonSecret(seed);
        }

        int buffers = (int)Math.Min(FrameAllocator.TotalBytes / 4 / BufferBytes, MostBuffers);
        state.Stack.Initialize(seed, Math.Max(buffers, LeastBuffers), Now);
        if (NetworkCards.TryTake(out NetworkCard card))
        {
            state.Card = new WatchedDevice(new CardDevice(card), NetworkSettings.TracesFrames);
            state.CardInterface = state.Stack.AddInterface(state.Card.Capabilities);
            NetworkFiles.MakeInterface(state.CardInterface);
            NetworkSettings.ApplyToInterface(ref state.Stack, state.CardInterface, Now);
        }

        ObjectOperations.Register<NetworkSocketKind>(ObjectKind.Socket);
        NetworkTrace.Register();
        NetworkSettings.Apply(ref state.Stack);
        state.NextPoll = Instant.Never;
        state.IsStarted = Scheduler.TryCreateThread<Poller>(0, StackBytes, out _);
        return state.IsStarted;
    }

    private static void AwaitAddress(Deadline deadline)
    {
        while (true)
        {
            WaitTicket ticket = s_configured.Ticket();
            using (var state = s_state.Lock())
            {
                if (state.Value.Stack.TryGetLease(state.Value.CardInterface, out _))
                {
                    return;
                }
            }

            if (!s_configured.Wait(ticket, deadline))
            {
                TellNoLease();
                return;
            }
        }
    }

    private static void TellNoLease()
    {
        int index;
        IpAddress address;
        using (var state = s_state.Lock())
        {
            index = state.Value.CardInterface;
            state.Value.Stack.Interface(index).TryGetAddress(v4: false, linkLocal: true, out address);
        }

        NetworkNotices.TellNoLease(index, address);
    }

    // After every call that may have changed something: does what is due, and wakes who is concerned.
    private static void Finish(ref NetworkState state)
    {
        if (!state.IsStarted)
        {
            return;
        }

        // Most calls change nothing that the stack, the card or another thread would have to do something about.
        Instant now = state.Stack.Time;
        Instant next = HasWork(ref state, now) ? Advance(ref state, now) : state.Stack.NextDeadline;
        if (next < state.NextPoll)
        {
            state.NextPoll = next;
            NetworkCards.Wake();
        }
    }

    private static bool HasWork(ref NetworkState state, Instant now) =>
        state.Stack.HasWork(now) || (state.CardInterface != 0 && state.Stack.TransmitQueue(state.CardInterface).Count != 0);

    // Lets the stack do what is due, and sends what that leads to. Returns when it wants to be called again.
    private static Instant Advance(ref NetworkState state, Instant now)
    {
        Instant next = state.Stack.Poll(now);
        if (state.CardInterface != 0)
        {
            Transmit(ref state, now);
        }

        TellOwners(ref state);
        return next;
    }

    // Sends what the stack has queued. What the card has no room for is sent by the network's thread, which the card then wakes.
    private static void Transmit(ref NetworkState state, Instant now)
    {
        do
        {
            DevicePump.Transmit(ref state.Stack, ref state.Card, state.CardInterface, now);
        }
        while (state.Stack.TransmitQueue(state.CardInterface).Count != 0 && state.Card.EnableSendInterrupt());
    }

    private static void TellOwners(ref NetworkState state)
    {
        if (state.ToldChanges != state.Stack.AddressChanges)
        {
            // Which way it was does not matter to who looks anew.
            state.ToldChanges = state.Stack.AddressChanges;
            LocalSockets.TellNetworkChange(NetworkChange.AddressAdded);
            LocalSockets.TellNetworkChange(NetworkChange.AvailabilityChanged);
        }

        while (state.Stack.TryTakeChange(out SocketChange change))
        {
            WaitQueue.FromBits(change.Token).WakeAll();
        }
    }

    // What the network's thread does when it is woken; returns whether there is more to do at once.
    private static bool Work(ref NetworkState state)
    {
        Instant now = Now;
        if (state.CardInterface == 0)
        {
            state.NextPoll = Advance(ref state, now);
            return false;
        }

        bool hadLease = state.Stack.TryGetLease(state.CardInterface, out _);
        bool more = DevicePump.Run(ref state.Stack, ref state.Card, state.CardInterface, now, out Instant next);
        Transmit(ref state, now);
        state.NextPoll = next;
        if (!hadLease && state.Stack.TryGetLease(state.CardInterface, out _))
        {
            s_configured.WakeAll();
        }

        TellOwners(ref state);
        return more || state.Card.EnableReceiveInterrupt();
    }

    private readonly struct Poller : IThreadEntry
    {
        public static void Run(nuint argument)
        {
            while (true)
            {
                // Before anything is looked at, so that what comes from now on ends the wait.
                WaitTicket ticket = NetworkCards.Ticket();
                bool more;
                Instant next;
                using (var state = s_state.Lock())
                {
                    more = Work(ref state.Value);
                    next = state.Value.NextPoll;
                }

                if (!more && next > Now)
                {
                    NetworkCards.Wait(ticket, next.Equals(Instant.Never) ? Deadline.Never : Deadline.At((ulong)next.Nanoseconds));
                }
            }
        }
    }
}

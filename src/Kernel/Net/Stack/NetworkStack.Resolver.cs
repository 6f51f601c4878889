using System;

using Hermit.Abi;
using Hermit.Memory;

namespace Hermit.Net;

/// <content>Finding the addresses of names (RFC 1034, section 5.3.1: a stub resolver).</content>
public partial struct NetworkStack
{
    /// <summary>The port of name servers.</summary>
    public const ushort NameServerPort = DnsResolver.Port;

    private const int ServerTries = 3;
    private const uint LongestMemory = 86400;

    // The first answer that would name a kind of address is waited for so long; then the next server is asked, and so on, longer each time around.
    private static Duration FirstWait => Duration.FromSeconds(1);

    /// <summary>Adds a name server. Those that DHCP and router advertisements name are added behind it.</summary>
    public void AddNameServer(IpEndpoint server) => _resolver.AddServer(server);

    /// <summary>Adds a domain in which names without one are looked up; <see langword="false"/> if it is none.</summary>
    public bool AddSearchDomain(ReadOnlySpan<byte> domain)
    {
        if (!DnsName.TryFromText(domain, out DnsName name))
        {
            return false;
        }

        _resolver.AddSearch(name);
        return true;
    }

    /// <summary>Sets what <c>/etc/hosts</c> says.</summary>
    public void SetHosts(ReadOnlySpan<byte> text) => _resolver.Hosts.Read(text);

    /// <summary>How many name servers are known.</summary>
    public readonly int NameServerCount => _resolver.ServerCount;

    /// <summary>A name server.</summary>
    public readonly IpEndpoint NameServer(int index) => _resolver.Server(index);

    /// <summary>
    /// Asks for the addresses of a name, a text in ASCII. The socket is readable once there is an answer (<see cref="GetAnswer"/>), which can be at once;
    /// closing it gives the question up.
    /// </summary>
    public SystemError Resolve(ReadOnlySpan<byte> text, bool v4, bool v6, out Handle<Socket> socket, Instant now)
    {
        _now = now;
        SystemError error = OpenQuery(out Handle<DnsQuery> handle, out socket);
        if (error != SystemError.None)
        {
            return error;
        }

        ref DnsQuery query = ref _resolver.Queries[handle];
        query.V4.IsWanted = v4;
        query.V4.Type = DnsType.A;
        query.V6.IsWanted = v6;
        query.V6.Type = DnsType.Aaaa;
        Begin(ref query, text);
        return SystemError.None;
    }

    /// <summary>How a question stands, and the addresses that were found. At most as many as <paramref name="addresses"/> holds are written.</summary>
    public readonly DnsStatus GetAnswer(Handle<Socket> socket, Span<IpAddress> addresses, out int count)
    {
        count = 0;
        if (!_sockets.Contains(socket) || _sockets[socket].Kind != SocketKind.Query)
        {
            return DnsStatus.Invalid;
        }

        ref DnsQuery query = ref _resolver.Queries[Handle<DnsQuery>.FromBits(_sockets[socket].Detail)];
        for (; count < addresses.Length && count < query.Addresses.Count; count++)
        {
            addresses[count] = query.Addresses[count];
        }

        return query.Status;
    }

    private SystemError OpenQuery(out Handle<DnsQuery> handle, out Handle<Socket> socket)
    {
        handle = default;
        socket = default;
        if (_resolver.Queries.Count >= DnsResolver.QueryLimit || !_resolver.Queries.TryAllocate(out handle))
        {
            return SystemError.NoBuffers;
        }

        SystemError error = Open(SocketKind.Query, handle.ToBits(), out socket);
        if (error != SystemError.None)
        {
            _resolver.Queries.Free(handle);
            return error;
        }

        ref DnsQuery query = ref _resolver.Queries[handle];
        query.Owner = socket;
        query.Next = _resolver.First;
        _resolver.First = handle;
        return SystemError.None;
    }

    private readonly Readiness QueryReadiness(ulong detail) =>
        _resolver.Queries[Handle<DnsQuery>.FromBits(detail)].Status == DnsStatus.Pending ? Readiness.None : Readiness.Readable;

    private void AddSearchDomain(in DnsName domain) => _resolver.AddSearch(domain);

    private void CancelQuery(ulong detail)
    {
        Handle<DnsQuery> handle = Handle<DnsQuery>.FromBits(detail);
        ref DnsQuery query = ref _resolver.Queries[handle];
        CloseAttempt(ref query.V4);
        CloseAttempt(ref query.V6);
        if (_resolver.First.Equals(handle))
        {
            _resolver.First = query.Next;
        }
        else
        {
            Handle<DnsQuery> previous = _resolver.First;
            while (!_resolver.Queries[previous].Next.Equals(handle))
            {
                previous = _resolver.Queries[previous].Next;
            }

            _resolver.Queries[previous].Next = query.Next;
        }

        _resolver.Queries.Free(handle);
    }

    // What needs no server: addresses, the names of this machine, the hosts file. Then the first name to try.
    private void Begin(ref DnsQuery query, ReadOnlySpan<byte> text)
    {
        if (IpAddressText.TryParse(text, out IpAddress literal))
        {
            bool wanted = literal.IsV4 ? query.V4.IsWanted : query.V6.IsWanted;
            query.Addresses.Add(literal);
            Finish(ref query, wanted ? DnsStatus.Success : DnsStatus.NoSuchName);
            return;
        }

        query.IsAbsolute = text.Length > 1 && text[text.Length - 1] == (byte)'.';
        if (!DnsName.TryFromText(text, out query.Name))
        {
            Finish(ref query, DnsStatus.Invalid);
            return;
        }

        if (_resolver.Hosts.TryFind(query.Name, query.V4.IsWanted, query.V6.IsWanted, ref query.Addresses) || TryFindLocal(ref query))
        {
            Finish(ref query, DnsStatus.Success);
            return;
        }

        TryCandidate(ref query);
    }

    // RFC 6761, section 6.3: localhost and what is below it is this machine, whatever a server would say.
    private static bool TryFindLocal(ref DnsQuery query)
    {
        ReadOnlySpan<byte> tail = "\tlocalhost\0"u8;
        ReadOnlySpan<byte> wire = query.Name.Wire;
        if (wire.Length < tail.Length || !DnsName.TryFromText("localhost"u8, out DnsName local) ||
            !DnsName.TryFromWire(wire.Slice(wire.Length - tail.Length), out DnsName end) || !end.Equals(local))
        {
            return false;
        }

        if (query.V6.IsWanted)
        {
            query.Addresses.Add(IpAddress.LoopbackV6);
        }

        if (query.V4.IsWanted)
        {
            query.Addresses.Add(IpAddress.LoopbackV4);
        }

        return true;
    }

    private void TryCandidate(ref DnsQuery query)
    {
        while (_resolver.TryGetCandidate(query, query.Step, out query.Current))
        {
            bool failed = false;
            Ask(ref query, ref query.V4, ref failed);
            Ask(ref query, ref query.V6, ref failed);
            if (failed)
            {
                Finish(ref query, DnsStatus.NoServer);
                return;
            }

            if (!IsSettled(query))
            {
                return;
            }

            if (query.HasResult)
            {
                Finish(ref query, DnsStatus.Success);
                return;
            }

            query.Step++;
        }

        Finish(ref query, DnsStatus.NoSuchName);
    }

    private static bool IsSettled(in DnsQuery query) => (!query.V4.IsWanted || query.V4.IsDone) && (!query.V6.IsWanted || query.V6.IsDone);

    // Takes what is remembered, or begins to ask the servers.
    private void Ask(ref DnsQuery query, ref DnsAttempt attempt, ref bool failed)
    {
        attempt.IsDone = false;
        attempt.HasFailed = false;
        attempt.Sent = 0;
        if (!attempt.IsWanted)
        {
            return;
        }

        if (_resolver.Cache.TryFind(query.Current, attempt.Type, _hash, _now, out DnsAddresses addresses, out _))
        {
            query.Addresses.Add(addresses);
            attempt.IsDone = true;
            return;
        }

        if (_resolver.ServerCount == 0)
        {
            failed = true;
            return;
        }

        SendQuestion(ref query, ref attempt);
    }

    // Sends a question to the next server. Each from a new port with a new number, both unforeseeable (RFC 5452, section 9.2).
    private void SendQuestion(ref DnsQuery query, ref DnsAttempt attempt)
    {
        CloseAttempt(ref attempt);
        IpEndpoint server = _resolver.Server(attempt.Sent);
        int round = attempt.Sent / _resolver.ServerCount;
        attempt.Sent++;
        attempt.Deadline = _now + (FirstWait * (1 << Math.Min(round, 4)));
        attempt.Identifier = (ushort)_random.NextUInt32();
        _resolver.NextDeadline = Instant.Min(_resolver.NextDeadline, attempt.Deadline);
        if (!TryMakeDatagram(SocketKind.Datagram, IpProtocol.Udp, server.Address.IsV6, out attempt.Socket))
        {
            return;
        }

        Span<byte> message = stackalloc byte[DnsHeader.Length + DnsName.MaximumLength + 4];
        int length = WriteQuestion(query.Current, attempt, message);
        ref DatagramSocket socket = ref _datagrams[attempt.Socket];
        if (BindDatagram(attempt.Socket, socket.Local) != SystemError.None)
        {
            return;
        }

        // A question that cannot be sent is one that is not answered: the next server is asked when its time is over.
        socket.Remote = server;
        socket.IsConnected = true;
        SendDatagram(attempt.Socket, message.Slice(0, length), server);
    }

    private static int WriteQuestion(in DnsName name, in DnsAttempt attempt, Span<byte> message)
    {
        new DnsHeader { Identifier = attempt.Identifier, Flags = DnsHeader.RecursiveQuery, Questions = 1 }.Emit(message);
        var writer = new ByteWriter(message.Slice(DnsHeader.Length));
        _ = new DnsQuestion { Name = name, Type = attempt.Type }.TryEmit(ref writer);
        return DnsHeader.Length + writer.Position;
    }

    private void CloseAttempt(ref DnsAttempt attempt)
    {
        if (!attempt.Socket.IsNull)
        {
            DestroyDatagram(attempt.Socket);
            attempt.Socket = default;
        }

        CloseDnsStream(ref attempt);
    }

    private Instant PollResolver()
    {
        if (_resolver.First.IsNull)
        {
            return Instant.Never;
        }

        if (!_resolver.HasAnswers && _now < _resolver.NextDeadline)
        {
            return _resolver.NextDeadline;
        }

        _resolver.HasAnswers = false;
        _resolver.NextDeadline = Instant.Never;
        for (Handle<DnsQuery> at = _resolver.First; !at.IsNull; at = _resolver.Queries[at].Next)
        {
            ref DnsQuery query = ref _resolver.Queries[at];
            if (query.Status == DnsStatus.Pending)
            {
                PollQuery(ref query);
            }
        }

        return _resolver.NextDeadline;
    }

    private void PollQuery(ref DnsQuery query)
    {
        PollAttempt(ref query, ref query.V4);
        PollAttempt(ref query, ref query.V6);
        if (!IsSettled(query))
        {
            return;
        }

        if (query.HasResult)
        {
            Finish(ref query, DnsStatus.Success);
        }
        else if (query.V4.HasFailed || query.V6.HasFailed)
        {
            Finish(ref query, DnsStatus.TryAgain);
        }
        else
        {
            query.Step++;
            TryCandidate(ref query);
        }
    }

    private void PollAttempt(ref DnsQuery query, ref DnsAttempt attempt)
    {
        if (!attempt.IsWanted || attempt.IsDone)
        {
            return;
        }

        bool refused = ReceiveAnswers(ref query, ref attempt) || PollDnsStream(ref query, ref attempt);
        if (!attempt.IsDone && (refused || _now >= attempt.Deadline))
        {
            if (attempt.Sent >= ServerTries * _resolver.ServerCount)
            {
                attempt.IsDone = true;
                attempt.HasFailed = true;
            }
            else
            {
                SendQuestion(ref query, ref attempt);
            }
        }

        if (attempt.IsDone)
        {
            CloseAttempt(ref attempt);
            return;
        }

        // TCP tells when there is something to read, not when there is more: an answer that comes in pieces is looked at from time to time.
        Instant next = attempt.Stream.IsNull ? attempt.Deadline : Instant.Min(attempt.Deadline, _now + Duration.FromMilliseconds(20));
        _resolver.NextDeadline = Instant.Min(_resolver.NextDeadline, next);
    }

    // Looks at what has come; true if the server will not answer.
    private bool ReceiveAnswers(ref DnsQuery query, ref DnsAttempt attempt)
    {
        if (attempt.Socket.IsNull)
        {
            return false;
        }

        ref DatagramSocket socket = ref _datagrams[attempt.Socket];
        if (socket.Error != SystemError.None)
        {
            return true;
        }

        bool refused = false;
        while (!attempt.IsDone && socket.Received.TryDequeue(ref _packets, out Handle<Packet> packet))
        {
            // Longer than what was offered to take, an answer is none: it lies in one buffer.
            ReadOnlySpan<byte> bytes = _packets.Bytes(packet).Slice(_packets[packet].PayloadOffset);
            refused |= TakeAnswer(ref query, ref attempt, bytes, mayBeTruncated: true);
            ReleaseReceived(ref socket, packet);
        }

        return refused;
    }

    // Takes a message if it answers the question; true if it says that the server cannot.
    private bool TakeAnswer(ref DnsQuery query, ref DnsAttempt attempt, ReadOnlySpan<byte> message, bool mayBeTruncated)
    {
        int at = DnsHeader.Length;
        if (!DnsHeader.TryParse(message, out DnsHeader header) || !header.IsResponse || !header.IsStandardQuery || header.Identifier != attempt.Identifier ||
            header.Questions != 1 || !DnsQuestion.TryParse(message, ref at, out DnsQuestion question) || question.Type != attempt.Type ||
            !question.Name.Equals(query.Current))
        {
            return false;
        }

        if (header.IsTruncated && mayBeTruncated)
        {
            return !TryOpenDnsStream(ref attempt);
        }

        if (header.ResponseCode is not (0 or DnsHeader.NoSuchName))
        {
            return true;
        }

        var answer = default(DnsAnswer);
        if (!answer.TryRead(message, at, header, query.Current, attempt.Type))
        {
            return true;
        }

        query.Addresses.Add(answer.Addresses);
        query.Found = answer.Name;
        attempt.IsDone = true;
        uint seconds = attempt.Type == DnsType.Ptr ? 0 : Math.Min(answer.TimeToLive, LongestMemory);
        if (seconds > 0)
        {
            bool noSuchName = header.ResponseCode == DnsHeader.NoSuchName;
            _resolver.Cache.Add(query.Current, attempt.Type, answer.Addresses, noSuchName, _hash, _now + Duration.FromSeconds(seconds));
        }

        return false;
    }

    private void Finish(ref DnsQuery query, DnsStatus status)
    {
        CloseAttempt(ref query.V4);
        CloseAttempt(ref query.V6);
        query.Status = status;
        Notify(query.Owner, Readiness.Readable);
    }
}

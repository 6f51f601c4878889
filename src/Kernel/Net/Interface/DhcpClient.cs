using System;

namespace Hermit.Net;

/// <summary>
/// A DHCP client (RFC 2131, section 4.4) as a state machine: messages and time go in, messages to send and a lease come out. It knows nothing of packets;
/// the stack carries its messages.
/// </summary>
internal struct DhcpClient
{
    private const int RequestLimit = 5;

    private DhcpLease _lease;
    private DhcpLease _offer;
    private Instant _started;
    private Instant _retryAt;
    private uint _transaction;
    private byte _attempts;

    /// <summary>Where the client is.</summary>
    public DhcpState State { get; private set; }

    /// <summary>What it has, from <see cref="DhcpState.Bound"/> on.</summary>
    public readonly DhcpLease Lease => _lease;

    /// <summary>Whether it has an address.</summary>
    public readonly bool HasLease => State >= DhcpState.Bound;

    /// <summary>When <see cref="Poll"/> has something to do.</summary>
    public readonly Instant NextEvent => State switch
    {
        DhcpState.Off => Instant.Never,
        DhcpState.Bound => _lease.RenewAt,
        DhcpState.Renewing => Instant.Min(_retryAt, _lease.RebindAt),
        DhcpState.Rebinding => Instant.Min(_retryAt, _lease.ExpiresAt),
        _ => _retryAt,
    };

    /// <summary>Begins to look for servers.</summary>
    public void Start(ref RandomSource random, Instant now)
    {
        State = DhcpState.Selecting;
        _transaction = random.NextUInt32();
        _started = now;
        _attempts = 0;
        _retryAt = now;
    }

    /// <summary>Stops. What was leased is forgotten.</summary>
    public void Stop()
    {
        this = default;
    }

    /// <summary>
    /// Does what is due. <paramref name="send"/> says whether <paramref name="message"/> is to be sent, to <paramref name="destination"/>. The result says
    /// whether a lease was lost.
    /// </summary>
    public bool Poll(ref RandomSource random, MacAddress hardware, Instant now, out bool send, out DhcpMessage message, out IpAddress destination)
    {
        send = false;
        message = default;
        destination = IpAddress.BroadcastV4;
        bool lost = false;
        if (State == DhcpState.Bound && now >= _lease.RenewAt)
        {
            Begin(DhcpState.Renewing, ref random, now);
        }

        if (State == DhcpState.Renewing && now >= _lease.RebindAt)
        {
            Begin(DhcpState.Rebinding, ref random, now);
        }

        if (State == DhcpState.Rebinding && now >= _lease.ExpiresAt)
        {
            lost = true;
            Start(ref random, now);
        }

        if (State is DhcpState.Off or DhcpState.Bound || now < _retryAt)
        {
            return lost;
        }

        if (State == DhcpState.Requesting && _attempts >= RequestLimit)
        {
            Start(ref random, now);
        }

        message = Compose(hardware, now);
        destination = State == DhcpState.Renewing ? _lease.Server : IpAddress.BroadcastV4;
        send = true;
        _retryAt = now + NextWait(ref random, now);
        _attempts = (byte)Math.Min(_attempts + 1, 100);
        return lost;
    }

    /// <summary>Takes a server's message. The result says whether there is a new lease, or one was taken away (<see cref="HasLease"/>).</summary>
    public bool Receive(ref RandomSource random, in DhcpMessage message, MacAddress hardware, Instant now)
    {
        if (!message.IsReply || State is DhcpState.Off or DhcpState.Bound || message.Transaction != _transaction ||
            !message.ClientHardware.Equals(hardware) || message.ServerIdentifier.IsUnspecified)
        {
            return false;
        }

        if (State == DhcpState.Selecting)
        {
            if (message.Type == DhcpMessageType.Offer && IsUsable(message))
            {
                _offer = LeaseOf(message, now);
                State = DhcpState.Requesting;
                _attempts = 0;
                _retryAt = now;
            }

            return false;
        }

        if (message.Type == DhcpMessageType.Refuse)
        {
            // Not at once: a server that offers what it then refuses would keep both busy.
            bool lost = HasLease;
            Start(ref random, now);
            _retryAt = now + Duration.FromSeconds(1) + random.NextBelow(Duration.FromSeconds(2));
            return lost;
        }

        // In answer to a renewal the same address must come; another server may confirm it (RFC 2131, section 4.4.5).
        IpAddress wanted = State == DhcpState.Requesting ? _offer.Address : _lease.Address;
        if (message.Type != DhcpMessageType.Acknowledge || !IsUsable(message) || !message.YourAddress.Equals(wanted))
        {
            return false;
        }

        _lease = LeaseOf(message, _started);
        State = DhcpState.Bound;
        return true;
    }

    private static bool IsUsable(in DhcpMessage message)
    {
        IpAddress address = message.YourAddress;
        return !address.IsUnspecified && !address.IsMulticast && !address.IsLoopback && !address.IsLimitedBroadcast && message.LeaseTime != 0;
    }

    // RFC 2131, section 4.4.5: T1 is half of the lease, T2 seven eighths. A server that says otherwise must keep their order.
    private static DhcpLease LeaseOf(in DhcpMessage message, Instant from)
    {
        var lease = default(DhcpLease);
        lease.Address = message.YourAddress;
        lease.Server = message.ServerIdentifier;
        lease.Routers = message.Routers;
        lease.NameServers = message.NameServers;
        lease.Mtu = message.Mtu;
        lease.PrefixLength = message.PrefixLength <= 32 ? message.PrefixLength : ClassfulLength(message.YourAddress);
        _ = DnsName.TryFromText(Text(message.DomainName), out lease.Domain);
        if (message.LeaseTime == uint.MaxValue)
        {
            lease.RenewAt = Instant.Never;
            lease.RebindAt = Instant.Never;
            lease.ExpiresAt = Instant.Never;
            return lease;
        }

        // Less than a minute would keep the client asking all the time.
        long total = Math.Max(message.LeaseTime, 60);
        long rebind = message.RebindingTime > 0 && message.RebindingTime < total ? message.RebindingTime : total * 7 / 8;
        long renew = message.RenewalTime > 0 && message.RenewalTime < rebind ? message.RenewalTime : Math.Min(total / 2, rebind - 1);
        lease.RenewAt = from + Duration.FromSeconds(renew);
        lease.RebindAt = from + Duration.FromSeconds(rebind);
        lease.ExpiresAt = from + Duration.FromSeconds(total);
        return lease;
    }

    // RFC 2132 says that texts should not end in zeros; some do.
    private static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> text)
    {
        int end = text.IndexOf((byte)0);
        return end < 0 ? text : text.Slice(0, end);
    }

    // RFC 791, section 2.3: what a server that gives no mask means.
    private static byte ClassfulLength(IpAddress address) => (address.ToV4Bits() >> 28) switch { < 8 => 8, < 12 => 16, _ => 24 };

    private void Begin(DhcpState state, ref RandomSource random, Instant now)
    {
        State = state;
        _attempts = 0;
        _retryAt = now;
        _started = now;
        _transaction = random.NextUInt32();
    }

    private DhcpMessage Compose(MacAddress hardware, Instant now)
    {
        // The lease counts from the request that it answers (RFC 2131, section 4.4.1).
        if (_attempts == 0 && State == DhcpState.Requesting)
        {
            _started = now;
        }

        var message = default(DhcpMessage);
        message.Transaction = _transaction;
        message.Seconds = (ushort)Math.Min((now - _started).Seconds, ushort.MaxValue);
        message.ClientHardware = hardware;
        message.PrefixLength = 255;
        message.Type = State == DhcpState.Selecting ? DhcpMessageType.Discover : DhcpMessageType.Request;
        message.ClientAddress = IpAddress.AnyV4;
        message.YourAddress = IpAddress.AnyV4;
        message.ServerIdentifier = IpAddress.AnyV4;
        message.RequestedAddress = IpAddress.AnyV4;
        message.Broadcast = State is DhcpState.Selecting or DhcpState.Requesting;
        if (State == DhcpState.Requesting)
        {
            message.ServerIdentifier = _offer.Server;
            message.RequestedAddress = _offer.Address;
        }
        else if (State is DhcpState.Renewing or DhcpState.Rebinding)
        {
            message.ClientAddress = _lease.Address;
        }

        return message;
    }

    // RFC 2131, section 4.1: doubling from 4 to 64 seconds, spread by one second either way; section 4.4.5: half of what remains when a lease is prolonged,
    // but not less than a minute. The first try of all comes soon again: on a fresh link the first frame is often lost.
    private readonly Duration NextWait(ref RandomSource random, Instant now)
    {
        Duration spread = random.NextBelow(Duration.FromSeconds(2));
        if (State is DhcpState.Renewing or DhcpState.Rebinding)
        {
            Duration left = (State == DhcpState.Renewing ? _lease.RebindAt : _lease.ExpiresAt) - now;
            return Duration.Max(left / 2, Duration.FromSeconds(60));
        }

        return _attempts == 0 && State == DhcpState.Selecting
            ? Duration.FromMilliseconds(500) + (spread / 4)
            : Duration.FromSeconds((4 << Math.Min(Math.Max(_attempts - 1, 0), 4)) - 1) + spread;
    }
}

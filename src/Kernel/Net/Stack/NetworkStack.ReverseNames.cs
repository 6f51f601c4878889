using System;

using Hermit.Abi;
using Hermit.Memory;

namespace Hermit.Net;

/// <content>Finding the name of an address: in the hosts file, or by a question below <c>in-addr.arpa</c> or <c>ip6.arpa</c> (RFC 1035, section 3.5, RFC 3596).</content>
public partial struct NetworkStack
{
    /// <summary>Asks for the name of an address. As with <see cref="Resolve"/>, the socket is readable once there is an answer (<see cref="GetFoundName"/>).</summary>
    public SystemError ResolveName(IpAddress address, out Handle<Socket> socket, Instant now)
    {
        _now = now;
        SystemError error = OpenQuery(out Handle<DnsQuery> handle, out socket);
        if (error != SystemError.None)
        {
            return error;
        }

        ref DnsQuery query = ref _resolver.Queries[handle];
        query.V4.IsWanted = true;
        query.V4.Type = DnsType.Ptr;
        query.IsAbsolute = true;
        if (_resolver.Hosts.TryFind(address, out query.Found))
        {
            Finish(ref query, DnsStatus.Success);
        }
        else if (!TryWriteReverse(address, out query.Name))
        {
            Finish(ref query, DnsStatus.Invalid);
        }
        else
        {
            TryCandidate(ref query);
        }

        return SystemError.None;
    }

    /// <summary>How a question for a name stands; when it has succeeded, the name as text. <see cref="DnsStatus.Invalid"/> if there is no room for it.</summary>
    public readonly DnsStatus GetFoundName(Handle<Socket> socket, Span<byte> text, out int length)
    {
        length = 0;
        if (!_sockets.Contains(socket) || _sockets[socket].Kind != SocketKind.Query)
        {
            return DnsStatus.Invalid;
        }

        ref DnsQuery query = ref _resolver.Queries[Handle<DnsQuery>.FromBits(_sockets[socket].Detail)];
        if (query.Status == DnsStatus.Success)
        {
            length = query.Found.Format(text);
            return length == 0 ? DnsStatus.Invalid : DnsStatus.Success;
        }

        return query.Status;
    }

    private static bool TryWriteReverse(IpAddress address, out DnsName name)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.Write(bytes);
        Span<byte> storage = stackalloc byte[80];
        var text = new LineWriter(storage);
        for (int i = address.Length; i-- > 0;)
        {
            if (address.IsV4)
            {
                text.Number(bytes[i]);
                text.Text("."u8);
                continue;
            }

            text.Digit(bytes[i] & 0xF);
            text.Text("."u8);
            text.Digit(bytes[i] >> 4);
            text.Text("."u8);
        }

        text.Text(address.IsV4 ? "in-addr.arpa"u8 : "ip6.arpa"u8);
        return DnsName.TryFromText(text.Written, out name);
    }
}

using System;

namespace Hermit.Net;

/// <summary>
/// What stands between the fixed header of an IPv6 packet and its payload (RFC 8200, section 4): hop-by-hop options, routing, destination options, up to
/// the payload or a fragment header.
/// </summary>
public struct Ipv6Extensions
{
    // RFC 8504, section 5.3 lets a host limit what it is willing to look through.
    private const int MaximumHeaders = 8;
    private const int MaximumOptions = 16;

    /// <summary>The length of a hop-by-hop header with a router alert.</summary>
    public const int RouterAlertLength = 8;

    /// <summary>The length of all extension headers before the payload or the fragment header.</summary>
    public int Length;

    /// <summary>What follows them: a payload or a fragment header.</summary>
    public IpProtocol Protocol;

    /// <summary>Whether there is a router alert among the hop-by-hop options (RFC 2711).</summary>
    public bool RouterAlert;

    /// <summary>What is wrong with them: the packet is dropped, and told of with an ICMP parameter problem unless <see cref="Ipv6Problem.Silent"/>.</summary>
    public Ipv6Problem Problem;

    /// <summary>Where the problem is, counted from the start of the packet.</summary>
    public int ProblemOffset;

    /// <summary>
    /// Looks through the headers behind the fixed one; <see langword="false"/> if the packet is to be dropped, for <see cref="Problem"/>.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> packet, IpProtocol first, out Ipv6Extensions extensions)
    {
        extensions = new Ipv6Extensions { Protocol = first };
        int at = Ipv6Header.Length;
        int nextHeaderAt = 6;
        for (int count = 0; ; count++)
        {
            IpProtocol protocol = extensions.Protocol;
            if (protocol is not (IpProtocol.HopByHop or IpProtocol.Routing or IpProtocol.DestinationOptions))
            {
                extensions.Length = at - Ipv6Header.Length;
                return true;
            }

            // RFC 8200, section 4.1: hop-by-hop options come first.
            if (protocol == IpProtocol.HopByHop && count != 0)
            {
                return extensions.Fail(Ipv6Problem.UnknownNextHeader, nextHeaderAt);
            }

            if (count == MaximumHeaders || packet.Length - at < 8 || packet.Length - at < 8 * (packet[at + 1] + 1))
            {
                return extensions.Fail(Ipv6Problem.Silent, at);
            }

            int length = 8 * (packet[at + 1] + 1);
            if (!extensions.TryParseOne(packet, at, length))
            {
                return false;
            }

            extensions.Protocol = (IpProtocol)packet[at];
            nextHeaderAt = at;
            at += length;
        }
    }

    /// <summary>
    /// Writes a hop-by-hop header with the router alert of multicast listener discovery (RFC 2711), <see cref="RouterAlertLength"/> bytes.
    /// </summary>
    public static void EmitRouterAlert(Span<byte> bytes, IpProtocol next)
    {
        ReadOnlySpan<byte> header = [0, 0, 5, 2, 0, 0, 1, 0];
        header.CopyTo(bytes);
        bytes[0] = (byte)next;
    }

    /// <summary>
    /// Where the next-header field is that names what stands at <paramref name="offset"/>, in a packet whose headers up to there were parsed.
    /// </summary>
    public static int LastNextHeader(ReadOnlySpan<byte> packet, int offset)
    {
        int field = 6;
        for (int at = Ipv6Header.Length; at < offset; at += 8 * (packet[at + 1] + 1))
        {
            field = at;
        }

        return field;
    }

    private bool TryParseOne(ReadOnlySpan<byte> packet, int at, int length)
    {
        // RFC 8200, section 4.4: an unknown routing type is skipped when no segments are left. None is known (RFC 5095 ended type 0).
        return Protocol == IpProtocol.Routing
            ? packet[at + 3] == 0 || Fail(Ipv6Problem.ErroneousField, at + 2)
            : TryParseOptions(packet, at + 2, at + length);
    }

    // RFC 8200, section 4.2: the two top bits of an unknown option say what to do.
    private bool TryParseOptions(ReadOnlySpan<byte> packet, int at, int end)
    {
        for (int count = 0; at < end; count++)
        {
            byte type = packet[at];
            if (type == 0)
            {
                at++;
                continue;
            }

            if (count == MaximumOptions || end - at < 2 || packet[at + 1] > end - at - 2)
            {
                return Fail(Ipv6Problem.Silent, at);
            }

            RouterAlert |= type == 5;
            if (type is not (1 or 5) && type >> 6 != 0)
            {
                return Fail((type >> 6) switch { 1 => Ipv6Problem.Silent, 2 => Ipv6Problem.UnknownOption, _ => Ipv6Problem.UnknownOptionUnicastOnly }, at);
            }

            at += 2 + packet[at + 1];
        }

        return true;
    }

    private bool Fail(Ipv6Problem problem, int offset)
    {
        Problem = problem;
        ProblemOffset = offset;
        return false;
    }
}

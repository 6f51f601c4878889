using System;

namespace Hermit.Net;

/// <summary>The fixed part of a redirect (RFC 4861, section 4.5).</summary>
public struct NdpRedirect
{
    /// <summary>The length of the message up to its options.</summary>
    public const int Length = 40;

    /// <summary>The better first hop; the destination itself if that is on the link.</summary>
    public IpAddress Target;

    /// <summary>For packets to whom.</summary>
    public IpAddress Destination;

    /// <summary>Reads a message, from its type on; <see langword="false"/> if it is too short.</summary>
    public static bool TryParse(ReadOnlySpan<byte> message, out NdpRedirect redirect)
    {
        redirect = default;
        if (message.Length < Length)
        {
            return false;
        }

        redirect.Target = IpAddress.ReadV6(message.Slice(8));
        redirect.Destination = IpAddress.ReadV6(message.Slice(24));
        return true;
    }

    /// <summary>Writes <see cref="Length"/> bytes, with a checksum of zero. The caller has checked that there is room.</summary>
    public readonly void Emit(Span<byte> message)
    {
        message[0] = (byte)Icmpv6Type.Redirect;
        message.Slice(1, 7).Clear();
        Target.WriteV6(message.Slice(8));
        Destination.WriteV6(message.Slice(24));
    }
}

using System;
using System.Buffers.Binary;

namespace Hermit.Net;

/// <summary>A prefix in a router advertisement (RFC 4861, section 4.6.2).</summary>
public struct NdpPrefix
{
    /// <summary>The length of the option's data, without type and length.</summary>
    public const int Length = 30;

    /// <summary>The lifetime that never ends, in seconds.</summary>
    public const uint Infinite = uint.MaxValue;

    /// <summary>The prefix; the bits behind its length are to be ignored.</summary>
    public IpAddress Prefix;

    /// <summary>For how many seconds the prefix, and addresses made from it, are valid.</summary>
    public uint ValidLifetime;

    /// <summary>For how many seconds addresses made from it are preferred.</summary>
    public uint PreferredLifetime;

    /// <summary>How many bits the prefix has, from 0 to 128.</summary>
    public byte PrefixLength;

    /// <summary>Whether addresses with the prefix are on the link.</summary>
    public bool OnLink;

    /// <summary>Whether hosts make addresses from the prefix (RFC 4862).</summary>
    public bool Autonomous;

    /// <summary>Reads an option's data; <see langword="false"/> if its length is wrong.</summary>
    public static bool TryParse(ReadOnlySpan<byte> data, out NdpPrefix prefix)
    {
        prefix = default;
        if (data.Length != Length || data[0] > 128)
        {
            return false;
        }

        prefix.PrefixLength = data[0];
        prefix.OnLink = (data[1] & 0x80) != 0;
        prefix.Autonomous = (data[1] & 0x40) != 0;
        prefix.ValidLifetime = BinaryPrimitives.ReadUInt32BigEndian(data.Slice(2));
        prefix.PreferredLifetime = BinaryPrimitives.ReadUInt32BigEndian(data.Slice(6));
        prefix.Prefix = IpAddress.ReadV6(data.Slice(14));
        return true;
    }

    /// <summary>Writes the option's data, <see cref="Length"/> bytes. The caller has checked that there is room.</summary>
    public readonly void Emit(Span<byte> data)
    {
        data[0] = PrefixLength;
        data[1] = (byte)((OnLink ? 0x80 : 0) | (Autonomous ? 0x40 : 0));
        BinaryPrimitives.WriteUInt32BigEndian(data.Slice(2), ValidLifetime);
        BinaryPrimitives.WriteUInt32BigEndian(data.Slice(6), PreferredLifetime);
        BinaryPrimitives.WriteUInt32BigEndian(data.Slice(10), 0);
        Prefix.WriteV6(data.Slice(14));
    }
}

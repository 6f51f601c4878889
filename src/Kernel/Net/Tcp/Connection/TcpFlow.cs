using System;
using System.Buffers.Binary;

namespace Hermit.Net;

/// <summary>The two ends of a connection, seen from here.</summary>
public readonly struct TcpFlow : IEquatable<TcpFlow>
{
    /// <summary>The connection between two endpoints.</summary>
    public TcpFlow(IpEndpoint local, IpEndpoint remote)
    {
        Local = local;
        Remote = remote;
    }

    /// <summary>Our end.</summary>
    public IpEndpoint Local { get; }

    /// <summary>The peer's end.</summary>
    public IpEndpoint Remote { get; }

    /// <inheritdoc/>
    public bool Equals(TcpFlow other) =>
        Remote.Port == other.Remote.Port && Local.Port == other.Local.Port && Remote.Equals(other.Remote) && Local.Equals(other.Local);

    /// <summary>A hash for tables.</summary>
    internal uint TableHash(in SipHash hash)
    {
        ulong ports = (ulong)Local.Port << 16 | Remote.Port;
        if (Remote.Address.IsV4)
        {
            return (uint)hash.ForTable((ulong)Local.Address.ToV4Bits() << 32 | Remote.Address.ToV4Bits(), ports);
        }

        ulong place = (ulong)Remote.Zone << 32 | ports;
        return (uint)hash.ForTable(Remote.Address.High, Remote.Address.Low, Local.Address.Low, Local.Address.High ^ place);
    }

    /// <summary>A hash that others see parts of, of the flow and a number.</summary>
    internal ulong SecretHash(in SipHash hash, ulong number)
    {
        Span<byte> bytes = stackalloc byte[44];
        Local.Address.WriteV6(bytes);
        Remote.Address.WriteV6(bytes[16..]);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[32..], Local.Port);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[34..], Remote.Port);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[36..], number);
        return hash.Hash(bytes);
    }
}

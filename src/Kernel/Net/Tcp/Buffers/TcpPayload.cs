using System;

using Hermit.Memory;

namespace Hermit.Net;

/// <summary>Bytes of a segment that is to be sent: where in a chain of buffers they start, and how many there are. The default value is none.</summary>
internal readonly struct TcpPayload
{
    /// <summary>The bytes from <paramref name="offset"/> within <paramref name="buffer"/> on, which continue in the buffers behind it.</summary>
    public TcpPayload(Handle<Packet> buffer, int offset, int length)
    {
        Buffer = buffer;
        Offset = offset;
        Length = length;
    }

    /// <summary>The buffer that they start in. It stays the connection's.</summary>
    public Handle<Packet> Buffer { get; }

    /// <summary>Where they start.</summary>
    public int Offset { get; }

    /// <summary>How many there are.</summary>
    public int Length { get; }

    /// <summary>Copies bytes from <paramref name="skip"/> on; as many as <paramref name="destination"/> holds, which must be there.</summary>
    public void CopyTo(in PacketPool packets, int skip, Span<byte> destination)
    {
        if (destination.Length != 0)
        {
            packets.CopyOut(Buffer, Offset + skip, destination);
        }
    }
}

using System;

namespace Hermit.Net;

/// <summary>What a step of a connection works with besides the connection: the pools, the way out, and the time.</summary>
internal ref struct TcpContext<TEmitter>
    where TEmitter : struct, ITcpEmitter, allows ref struct
{
    /// <summary>The buffers of all packets.</summary>
    public readonly ref PacketPool Packets;

    /// <summary>Records of the connections.</summary>
    public readonly ref TcpRecords Records;

    /// <summary>Where segments go.</summary>
    public TEmitter Emitter;

    /// <summary>What time it is.</summary>
    public readonly Instant Now;

    /// <summary>Gathers them.</summary>
    public TcpContext(ref PacketPool packets, ref TcpRecords records, TEmitter emitter, Instant now)
    {
        Packets = ref packets;
        Records = ref records;
        Emitter = emitter;
        Now = now;
    }
}

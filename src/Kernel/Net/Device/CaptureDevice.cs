using System;
using System.Buffers.Binary;

using Hermit.Memory;

namespace Hermit.Net;

/// <summary>A device that writes what passes another one to a capture file (libpcap's format, with nanoseconds, link type Ethernet).</summary>
public struct CaptureDevice<TDevice, TSink> : INetworkDevice
    where TDevice : struct, INetworkDevice
    where TSink : struct, ICaptureSink
{
    private const int SnapLength = 65535;

    /// <summary>The device.</summary>
    public TDevice Device;

    private TSink _sink;
    private readonly Instant _epoch;
    private readonly long _epochNanoseconds;

    /// <summary>
    /// Captures <paramref name="device"/>. <paramref name="epoch"/> is the moment at which it was <paramref name="unixNanoseconds"/> nanoseconds past 1970.
    /// </summary>
    public CaptureDevice(TDevice device, TSink sink, Instant epoch, long unixNanoseconds)
    {
        Device = device;
        _sink = sink;
        _epoch = epoch;
        _epochNanoseconds = unixNanoseconds;
        Span<byte> header = stackalloc byte[24];
        header.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(header, 0xA1B2_3C4D);
        BinaryPrimitives.WriteUInt32LittleEndian(header.Slice(4), 0x0004_0002);
        BinaryPrimitives.WriteUInt32LittleEndian(header.Slice(16), SnapLength);
        BinaryPrimitives.WriteUInt32LittleEndian(header.Slice(20), 1);
        _sink.Write(header);
    }

    /// <inheritdoc/>
    public DeviceCapabilities Capabilities => Device.Capabilities;

    /// <inheritdoc/>
    public bool IsLinkUp => Device.IsLinkUp;

    /// <inheritdoc/>
    public Instant NextEvent => Device.NextEvent;

    /// <inheritdoc/>
    public int Receive(ref PacketPool pool, ref PacketQueue received, int limit, Instant now)
    {
        int before = received.Count;
        int count = Device.Receive(ref pool, ref received, limit, now);
        Handle<Packet> at = received.First;
        for (int i = 0; i < received.Count; i++)
        {
            if (i >= before)
            {
                Write(ref pool, at, now);
            }

            at = pool[at].Link;
        }

        return count;
    }

    /// <inheritdoc/>
    public int Transmit(ref PacketPool pool, ref PacketQueue queue, Instant now)
    {
        // One by one: the device frees what it has taken.
        int count = 0;
        while (queue.TryDequeue(ref pool, out Handle<Packet> packet))
        {
            var one = default(PacketQueue);
            one.Enqueue(ref pool, packet);
            Write(ref pool, packet, now);
            if (Device.Transmit(ref pool, ref one, now) == 0)
            {
                // It goes first again; that it was captured twice shows when the device was full.
                while (queue.TryDequeue(ref pool, out Handle<Packet> rest))
                {
                    one.Enqueue(ref pool, rest);
                }

                queue = one;
                return count;
            }

            count++;
        }

        return count;
    }

    private void Write(ref PacketPool pool, Handle<Packet> packet, Instant now)
    {
        long time = _epochNanoseconds + (now - _epoch).Nanoseconds;
        int length = Math.Min(pool[packet].TotalLength, SnapLength);
        Span<byte> header = stackalloc byte[16];
        BinaryPrimitives.WriteUInt32LittleEndian(header, (uint)(time / 1_000_000_000));
        BinaryPrimitives.WriteUInt32LittleEndian(header.Slice(4), (uint)(time % 1_000_000_000));
        BinaryPrimitives.WriteUInt32LittleEndian(header.Slice(8), (uint)length);
        BinaryPrimitives.WriteUInt32LittleEndian(header.Slice(12), (uint)pool[packet].TotalLength);
        _sink.Write(header);
        for (; !packet.IsNull; packet = pool[packet].Next)
        {
            _sink.Write(pool.Bytes(packet));
        }
    }
}

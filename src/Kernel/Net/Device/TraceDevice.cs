using System;

using Hermit.Memory;

namespace Hermit.Net;

/// <summary>A device that writes a line of text for each frame that passes another one.</summary>
public struct TraceDevice<TDevice, TSink> : INetworkDevice
    where TDevice : struct, INetworkDevice
    where TSink : struct, ICaptureSink
{
    // Enough for headers; a line tells no more.
    private const int LookedAt = 256;
    private const int LineLength = 200;

    /// <summary>The device.</summary>
    public TDevice Device;

    private TSink _sink;

    /// <summary>Traces <paramref name="device"/>.</summary>
    public TraceDevice(TDevice device, TSink sink)
    {
        Device = device;
        _sink = sink;
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
                Write(ref pool, at, "< "u8, now);
            }

            at = pool[at].Link;
        }

        return count;
    }

    /// <inheritdoc/>
    public int Transmit(ref PacketPool pool, ref PacketQueue queue, Instant now)
    {
        Handle<Packet> at = queue.First;
        for (int i = 0; i < queue.Count; i++)
        {
            Write(ref pool, at, "> "u8, now);
            at = pool[at].Link;
        }

        return Device.Transmit(ref pool, ref queue, now);
    }

    private void Write(ref PacketPool pool, Handle<Packet> packet, ReadOnlySpan<byte> direction, Instant now)
    {
        Span<byte> frame = stackalloc byte[LookedAt];
        Span<byte> text = stackalloc byte[LineLength];
        var line = new LineWriter(text);
        line.Number((ulong)now.Nanoseconds / 1000);
        line.Text(" us "u8);
        line.Text(direction);
        FrameText.Write(frame.Slice(0, pool.CopyOut(packet, 0, frame)), ref line);
        line.Text("\n"u8);
        _sink.Write(line.Written);
    }
}

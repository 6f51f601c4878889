using Hermit.Memory;

namespace Hermit.Net.Tests.Machines;

/// <summary>An Ethernet to which the devices of a test are attached: every frame goes to all others.</summary>
internal sealed class Segment
{
    private readonly List<Queue<byte[]>> _ports = [];

    /// <summary>Every frame that was sent, in order.</summary>
    public List<byte[]> Log { get; } = [];

    /// <summary>Whether there is a carrier.</summary>
    public bool IsUp { get; set; } = true;

    /// <summary>Whether frames wait anywhere.</summary>
    public bool IsBusy => _ports.Any(port => port.Count > 0);

    public int Attach()
    {
        _ports.Add([]);
        return _ports.Count - 1;
    }

    public void Send(int from, byte[] frame)
    {
        Log.Add(frame);
        for (int i = 0; i < _ports.Count; i++)
        {
            if (i != from)
            {
                _ports[i].Enqueue(frame);
            }
        }
    }

    /// <summary>Puts a frame on the wire that comes from none of the devices.</summary>
    public void Inject(byte[] frame) => Send(-1, frame);

    public bool TryReceive(int port, out byte[] frame) => _ports[port].TryDequeue(out frame!);
}

/// <summary>A device on a <see cref="Segment"/>.</summary>
internal readonly struct SegmentDevice(Segment segment, DeviceCapabilities capabilities) : INetworkDevice
{
    private readonly int _port = segment.Attach();

    public DeviceCapabilities Capabilities => capabilities;

    public bool IsLinkUp => segment.IsUp;

    public Instant NextEvent => Instant.Never;

    public int Receive(ref PacketPool pool, ref PacketQueue received, int limit, Instant now)
    {
        int count = 0;
        while (count < limit && segment.TryReceive(_port, out byte[] frame))
        {
            if (!pool.TryAllocate(out Handle<Packet> packet, headroom: 64))
            {
                continue;
            }

            if (pool.TryAppendCopy(packet, frame))
            {
                received.Enqueue(ref pool, packet);
                count++;
            }
            else
            {
                pool.Free(packet);
            }
        }

        return count;
    }

    public int Transmit(ref PacketPool pool, ref PacketQueue queue, Instant now)
    {
        int count = 0;
        while (queue.TryDequeue(ref pool, out Handle<Packet> packet))
        {
            byte[] frame = new byte[pool[packet].TotalLength];
            pool.CopyOut(packet, 0, frame);
            Complete(pool[packet], frame);
            pool.Free(packet);
            segment.Send(_port, frame);
            count++;
        }

        return count;
    }

    // What a device with checksum offload does.
    private static void Complete(in Packet record, byte[] frame)
    {
        if ((record.Flags & PacketFlags.PartialChecksum) == 0)
        {
            return;
        }

        ushort checksum = InternetChecksum.Finish(InternetChecksum.Add(frame.AsSpan(record.ChecksumStart)));
        System.Buffers.Binary.BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(record.ChecksumStart + record.ChecksumOffset), checksum);
    }
}

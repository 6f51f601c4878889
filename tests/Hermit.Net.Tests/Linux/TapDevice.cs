using Hermit.Memory;

namespace Hermit.Net.Tests.Linux;

/// <summary>A network card whose cable ends in Linux's stack.</summary>
internal struct TapDevice(int file, Random? loss) : INetworkDevice
{
    private static readonly byte[] s_frame = new byte[65536];

    public readonly DeviceCapabilities Capabilities => new() { Mtu = 1500, Address = new MacAddress(0x0200_0000_0077) };

    public readonly bool IsLinkUp => true;

    public readonly Instant NextEvent => Instant.Never;

    public readonly int Receive(ref PacketPool pool, ref PacketQueue received, int limit, Instant now)
    {
        int count = 0;
        while (count < limit && pool.TryAllocate(out Handle<Packet> packet))
        {
            int length = (int)LibC.Read(file, s_frame, s_frame.Length);
            if (length <= 0 || !pool.TryAppendCopy(packet, s_frame.AsSpan(0, length)))
            {
                pool.Free(packet);
                break;
            }

            received.Enqueue(ref pool, packet);
            count++;
        }

        return count;
    }

    public readonly int Transmit(ref PacketPool pool, ref PacketQueue queue, Instant now)
    {
        int count = 0;
        while (queue.TryDequeue(ref pool, out Handle<Packet> packet))
        {
            int length = pool.CopyOut(packet, 0, s_frame);
            pool.Free(packet);
            count++;
            if (loss is null || loss.Next(100) != 0)
            {
                _ = LibC.Write(file, s_frame, length);
            }
        }

        return count;
    }
}

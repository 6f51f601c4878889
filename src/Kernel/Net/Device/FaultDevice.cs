using System.Runtime.CompilerServices;

using Hermit.Memory;

namespace Hermit.Net;

/// <summary>A device that loses, doubles, delays, reorders and damages what another one receives.</summary>
public struct FaultDevice<TDevice> : INetworkDevice
    where TDevice : struct, INetworkDevice
{
    // How many frames are held back at most: the length of the queue of a slow link.
    private const int HeldLimit = 512;
    private const uint Million = 1_000_000;

    /// <summary>The device.</summary>
    public TDevice Device;

    /// <summary>What happens to frames.</summary>
    public Faults Faults;

    private RandomSource _random;
    private HeldFrames _held;
    private int _count;
    private Instant _lineFree;

    /// <summary>A device with faults, which <paramref name="random"/> decides.</summary>
    public FaultDevice(TDevice device, Faults faults, RandomSource random)
    {
        Device = device;
        Faults = faults;
        _random = random;
    }

    /// <summary>How many frames were lost.</summary>
    public ulong Lost { get; private set; }

    /// <summary>How many frames were damaged.</summary>
    public ulong Damaged { get; private set; }

    /// <inheritdoc/>
    public DeviceCapabilities Capabilities => Device.Capabilities;

    /// <inheritdoc/>
    public bool IsLinkUp => Device.IsLinkUp;

    /// <inheritdoc/>
    public Instant NextEvent
    {
        get
        {
            Instant next = Device.NextEvent;
            for (int i = 0; i < _count; i++)
            {
                next = Instant.Min(next, _held[i].At);
            }

            return next;
        }
    }

    /// <inheritdoc/>
    public int Receive(ref PacketPool pool, ref PacketQueue received, int limit, Instant now)
    {
        var arrived = default(PacketQueue);
        Device.Receive(ref pool, ref arrived, limit, now);
        while (arrived.TryDequeue(ref pool, out Handle<Packet> packet))
        {
            Afflict(ref pool, packet, now);
        }

        int count = 0;
        while (count < limit && TryTakeDue(now, out Handle<Packet> due))
        {
            received.Enqueue(ref pool, due);
            count++;
        }

        return count;
    }

    /// <inheritdoc/>
    public int Transmit(ref PacketPool pool, ref PacketQueue queue, Instant now) => Device.Transmit(ref pool, ref queue, now);

    private void Afflict(ref PacketPool pool, Handle<Packet> packet, Instant now)
    {
        if (Happens(Faults.Loss) || (Faults.LargestFrame > 0 && pool[packet].TotalLength > Faults.LargestFrame))
        {
            Lost++;
            pool.Free(packet);
            return;
        }

        if (Happens(Faults.Duplication) && pool.TryDuplicate(packet, out Handle<Packet> copy))
        {
            Hold(ref pool, copy, now);
        }

        if (Happens(Faults.Corruption) && pool[packet].Length > 0)
        {
            Damaged++;
            int bit = (int)_random.NextBelow(8u * pool[packet].Length);
            pool.Bytes(packet)[bit / 8] ^= (byte)(1 << (bit % 8));

            // No link would pass on that the checksum is right.
            pool[packet].Flags &= ~(PacketFlags.ChecksumVerified | PacketFlags.PartialChecksum);
        }

        Hold(ref pool, packet, now);
    }

    private void Hold(ref PacketPool pool, Handle<Packet> packet, Instant now)
    {
        if (_count == HeldLimit)
        {
            Lost++;
            pool.Free(packet);
            return;
        }

        Instant sent = now;
        if (Faults.BytesPerSecond > 0)
        {
            _lineFree = Instant.Max(_lineFree, now) + Duration.FromNanoseconds(pool[packet].TotalLength * 1_000_000_000L / Faults.BytesPerSecond);
            sent = _lineFree;
        }

        Duration delay = Faults.Delay + (Happens(Faults.Reordering) ? Faults.Jitter : Duration.Zero);
        _held[_count++] = new HeldFrame { Packet = packet, At = sent + delay };
    }

    // The frame that is due first; among equals the one that came first.
    private bool TryTakeDue(Instant now, out Handle<Packet> packet)
    {
        int best = -1;
        for (int i = 0; i < _count; i++)
        {
            if (_held[i].At <= now && (best < 0 || _held[i].At < _held[best].At))
            {
                best = i;
            }
        }

        if (best < 0)
        {
            packet = default;
            return false;
        }

        packet = _held[best].Packet;
        _count--;
        for (int i = best; i < _count; i++)
        {
            _held[i] = _held[i + 1];
        }

        return true;
    }

    private bool Happens(uint probability) => probability != 0 && _random.NextBelow(Million) < probability;

    private struct HeldFrame
    {
        public Handle<Packet> Packet;
        public Instant At;
    }

    [InlineArray(HeldLimit)]
    private struct HeldFrames
    {
        private HeldFrame _frame;
    }
}

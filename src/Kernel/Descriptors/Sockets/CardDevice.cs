using System;

using Hermit.Devices;
using Hermit.Memory;
using Hermit.Net;

namespace Hermit.Descriptors;

/// <summary>The machine's network card, as the stack's device. Frames are copied between the card's buffers and the stack's.</summary>
internal struct CardDevice : INetworkDevice
{
    private NetworkCard _card;

    /// <summary>Wraps a card.</summary>
    public CardDevice(in NetworkCard card)
    {
        _card = card;
    }

    /// <inheritdoc/>
    public readonly DeviceCapabilities Capabilities => new()
    {
        Mtu = _card.Mtu,
        Address = new MacAddress(_card.Address),
        CompletesChecksums = _card.CompletesChecksums,
        SegmentationV4 = _card.SegmentationV4,
        SegmentationV6 = _card.SegmentationV6,
    };

    /// <inheritdoc/>
    public bool IsLinkUp => _card.IsLinkUp;

    /// <inheritdoc/>
    public readonly Instant NextEvent => Instant.Never;

    /// <inheritdoc cref="NetworkCard.EnableReceiveInterrupt"/>
    public bool EnableReceiveInterrupt() => _card.EnableReceiveInterrupt();

    /// <inheritdoc cref="NetworkCard.EnableSendInterrupt"/>
    public bool EnableSendInterrupt() => _card.EnableSendInterrupt();

    /// <inheritdoc/>
    public int Receive(ref PacketPool pool, ref PacketQueue received, int limit, Instant now)
    {
        int count = 0;
        while (count < limit && _card.TryPeekReceived(out ReadOnlySpan<byte> part, out FrameOffload offload))
        {
            // Without a buffer the frame is lost, as on a wire.
            bool isWhole = pool.TryAllocate(out Handle<Packet> packet) && pool.TryAppendCopy(packet, part);
            if (isWhole)
            {
                Describe(ref pool[packet], offload);
            }

            _card.DropReceived();
            while (offload.Continues)
            {
                isWhole &= _card.TryPeekReceived(out part, out offload) && isWhole && pool.TryAppendCopy(packet, part);
                if (!part.IsEmpty)
                {
                    _card.DropReceived();
                }
            }

            if (isWhole)
            {
                received.Enqueue(ref pool, packet);
            }
            else
            {
                pool.Free(packet);
            }

            count++;
        }

        if (count > 0)
        {
            _card.Refill();
        }

        return count;
    }

    /// <inheritdoc/>
    public int Transmit(ref PacketPool pool, ref PacketQueue queue, Instant now)
    {
        int count = 0;
        while (queue.Count > 0 && _card.TryBeginSend(pool[queue.First].TotalLength) && queue.TryDequeue(ref pool, out Handle<Packet> packet))
        {
            FrameOffload offload = Describe(pool[packet]);
            for (Handle<Packet> part = packet; !part.IsNull; part = pool[part].Next)
            {
                _card.Append(pool.Bytes(part));
            }

            _card.Send(offload);
            pool.Free(packet);
            count++;
        }

        if (count > 0)
        {
            _card.Flush();
        }

        return count;
    }

    private static void Describe(ref Packet packet, in FrameOffload offload)
    {
        packet.Flags |= offload.ChecksumVerified ? PacketFlags.ChecksumVerified : PacketFlags.None;
        if (offload.PartialChecksum)
        {
            packet.Flags |= PacketFlags.PartialChecksum;
            packet.ChecksumStart = offload.ChecksumStart;
            packet.ChecksumOffset = offload.ChecksumOffset;
        }
    }

    private static FrameOffload Describe(in Packet packet)
    {
        bool isCut = (packet.Flags & (PacketFlags.SegmentTcpV4 | PacketFlags.SegmentTcpV6)) != 0;
        return new FrameOffload
        {
            PartialChecksum = (packet.Flags & PacketFlags.PartialChecksum) != 0,
            ChecksumStart = packet.ChecksumStart,
            ChecksumOffset = packet.ChecksumOffset,
            SegmentSize = isCut ? packet.SegmentSize : (ushort)0,
            HeaderLength = packet.HeaderLength,
            IsV6 = (packet.Flags & PacketFlags.SegmentTcpV6) != 0,
        };
    }
}

using System;
using System.Runtime.CompilerServices;

using Hermit.Memory;

namespace Hermit.Devices;

/// <summary>virtio-net (virtio 1.2, 5.1) with one pair of queues.</summary>
internal struct VirtioNetworkCard<TTransport> : INetworkCard
    where TTransport : struct, IVirtioTransport
{
    private const int ReceiveQueue = 0;
    private const int SendQueue = 1;
    private const int ReceiveSlots = 128;
    private const int SendSlots = 64;
    private const int SlotBytes = 2048;
    private const int EthernetHeader = 14;
    private const byte LinkUp = 1;
    private const int DefaultMtu = 1500;
    private const int LongestPacket = 65535;

    // With a VLAN's tag.
    private const int LongestFrame = LongestPacket + EthernetHeader + 4;
    private const int MaximumSegments = (LongestFrame + NetworkHeader.Bytes + SlotBytes - 1) / SlotBytes;
    private const VirtioFeatures Wanted = VirtioFeatures.NetChecksum | VirtioFeatures.NetGuestChecksum | VirtioFeatures.NetMac | VirtioFeatures.NetMtu
        | VirtioFeatures.NetSegmentV4 | VirtioFeatures.NetSegmentV6 | VirtioFeatures.NetMergedBuffers | VirtioFeatures.NetStatus | VirtioFeatures.EventIndex;

    // Segments that are longer than a buffer come in several, or not at all; and nobody has summed them (5.1.3.1).
    private const VirtioFeatures WantedIfMerged = VirtioFeatures.NetGuestSegmentV4 | VirtioFeatures.NetGuestSegmentV6;
    private const VirtioFeatures Merged = VirtioFeatures.NetMergedBuffers | VirtioFeatures.NetGuestChecksum;

    private TTransport _transport;
    private VirtioFeatures _features;
    private Virtqueue _receive;
    private Virtqueue _send;
    private DmaBuffer _receiveBuffer;
    private DmaBuffer _sendBuffer;

    // The frame, or part of one, that was looked at: its slot, and its length with the header, which only the first part has; 0 for none.
    private int _receivedSlot;
    private int _receivedLength;
    private bool _receivedIsFirst;

    // How many parts of the frame are still to come.
    private int _receivedPartsLeft;

    // Send slots are used round: those from the oldest on are with the device, or being filled.
    private uint _sendOldest;
    private uint _sendNext;
    private int _sendLength;
    private int _sendWritten;
    private SentFrames _sent;
    private bool _wantsSendInterrupt;
    private bool _hasCarrier;
    private bool _failed;

    /// <inheritdoc/>
    public readonly ulong Address
    {
        get
        {
            ulong address = 0;
            for (int i = 0; i < 6; i++)
            {
                address = (address << 8) | _transport.ReadConfiguration(i);
            }

            return address;
        }
    }

    /// <inheritdoc/>
    public readonly int Mtu
    {
        get
        {
            int mtu = Has(VirtioFeatures.NetMtu) ? _transport.ReadConfiguration(10) | (_transport.ReadConfiguration(11) << 8) : DefaultMtu;
            return Math.Clamp(mtu, 576, SlotBytes - NetworkHeader.Bytes - EthernetHeader);
        }
    }

    /// <inheritdoc/>
    public bool IsLinkUp
    {
        get
        {
            // Asking the device is an exit from the virtual machine.
            if (!_failed && NetworkCards.TakeChange())
            {
                ReadStatus();
            }

            return !_failed && _hasCarrier;
        }
    }

    /// <inheritdoc/>
    public readonly bool CompletesChecksums => Has(VirtioFeatures.NetChecksum);

    /// <inheritdoc/>
    public readonly int SegmentationV4 => Has(VirtioFeatures.NetSegmentV4) && HoldsLongestFrame ? LongestPacket : 0;

    /// <inheritdoc/>
    public readonly int SegmentationV6 => Has(VirtioFeatures.NetSegmentV6) && HoldsLongestFrame ? LongestPacket : 0;

    private static ReadOnlySpan<byte> BrokenRules => "hermit: virtio-net breaks the rules of its queues and is not used any more\n"u8;

    // A frame that can never be sent would stop all behind it.
    private readonly bool HoldsLongestFrame => _send.Size >= MaximumSegments;

    /// <summary>The way to the device, once it is prepared.</summary>
    public readonly TTransport Transport => _transport;

    /// <summary>Sets the device up, which does not work yet; false when it cannot be used.</summary>
    public bool TryPrepare<THandler>(TTransport transport, nuint argument)
        where THandler : struct, Machine.IInterruptHandler
    {
        _transport = transport;
        return VirtioDevice.TryNegotiate(ref _transport, Wanted, out _features, WantedIfMerged, Merged) && Has(VirtioFeatures.NetMac)
            && _transport.TryEnableInterrupt<THandler>(argument)
            && DmaBuffer.TryAllocate(ReceiveSlots * SlotBytes, out _receiveBuffer) && DmaBuffer.TryAllocate(SendSlots * SlotBytes, out _sendBuffer)
            && VirtioDevice.TryMakeQueue(ref _transport, ReceiveQueue, ReceiveSlots, _features, ref _receive)
            && VirtioDevice.TryMakeQueue(ref _transport, SendQueue, SendSlots, _features, ref _send);
    }

    /// <summary>Lets the device work.</summary>
    public void Start()
    {
        for (int slot = 0; slot < _receive.Size; slot++)
        {
            PostReceive(slot);
        }

        _send.DisableInterrupt();
        VirtioDevice.Start(ref _transport);
        ReadStatus();
        Refill();
    }

    /// <inheritdoc/>
    public bool TryPeekReceived(out ReadOnlySpan<byte> frame, out FrameOffload offload)
    {
        frame = default;
        offload = default;
        if (_receivedLength == 0 && !TryTakeReceived())
        {
            return false;
        }

        frame = _receiveBuffer.Bytes(_receivedSlot * SlotBytes, _receivedLength);
        if (_receivedIsFirst)
        {
            ReadOnlySpan<byte> header = frame;
            frame = header.Slice(NetworkHeader.Bytes);
            offload = NetworkHeader.Read(header, frame.Length);
        }

        offload.Continues = _receivedPartsLeft != 0;
        return true;
    }

    /// <inheritdoc/>
    public void DropReceived()
    {
        Panic.Unless(_receivedLength != 0, "no frame was looked at");
        _receivedLength = 0;
        PostReceive(_receivedSlot);
    }

    /// <inheritdoc/>
    public void Refill()
    {
        if (_receive.ShouldNotify())
        {
            _transport.Notify(ReceiveQueue);
        }
    }

    /// <inheritdoc/>
    public bool TryBeginSend(int length)
    {
        TakeSent();
        CheckQueues();
        int segments = (length + NetworkHeader.Bytes + SlotBytes - 1) / SlotBytes;
        if (_failed || length <= 0 || length > LongestFrame || segments > _send.Free || _sendNext - _sendOldest + (uint)segments > (uint)_send.Size)
        {
            return false;
        }

        _sendLength = length;
        _sendWritten = 0;
        return true;
    }

    /// <inheritdoc/>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        Panic.Unless(bytes.Length <= _sendLength - _sendWritten, "a frame is longer than was said");
        while (!bytes.IsEmpty)
        {
            int at = NetworkHeader.Bytes + _sendWritten;
            int within = at % SlotBytes;
            int count = Math.Min(bytes.Length, SlotBytes - within);
            bytes.Slice(0, count).CopyTo(_sendBuffer.Bytes((Slot(at / SlotBytes) * SlotBytes) + within, count));
            bytes = bytes.Slice(count);
            _sendWritten += count;
        }
    }

    /// <inheritdoc/>
    public void Send(in FrameOffload offload)
    {
        Panic.Unless(_sendWritten == _sendLength && _sendLength != 0, "a frame is shorter than was said");
        NetworkHeader.Write(_sendBuffer.Bytes(Slot(0) * SlotBytes, NetworkHeader.Bytes), offload);
        Span<VirtioSegment> segments = stackalloc VirtioSegment[MaximumSegments];
        int count = 0;
        for (int left = _sendLength + NetworkHeader.Bytes; left > 0; left -= SlotBytes)
        {
            segments[count] = VirtioSegment.Read(_sendBuffer, Slot(count) * SlotBytes, Math.Min(left, SlotBytes));
            count++;
        }

        if (_send.TryAdd(segments.Slice(0, count), (ushort)Slot(0)))
        {
            _sent[Slot(0)].Slots = (byte)count;
            _sendNext += (uint)count;
        }

        _sendLength = 0;
    }

    /// <inheritdoc/>
    public void Flush()
    {
        if (_send.ShouldNotify())
        {
            _transport.Notify(SendQueue);
        }
    }

    /// <inheritdoc/>
    public bool EnableReceiveInterrupt() => _receive.EnableInterrupt();

    /// <inheritdoc/>
    public bool EnableSendInterrupt()
    {
        _wantsSendInterrupt = true;

        // When half of what is under way has left: room for more than one frame, and work for the card meanwhile.
        return _send.EnableInterrupt(Math.Max(1, _send.Pending / 2));
    }

    private readonly bool Has(VirtioFeatures feature) => (_features & feature) != 0;

    private readonly int Slot(int index) => (int)((_sendNext + (uint)index) % (uint)_send.Size);

    // The next buffer with something in it. A frame's buffers are given back together, and none of them is empty (5.1.6.4).
    private bool TryTakeReceived()
    {
        while (!_failed && _receive.TryTake(out ushort slot, out int length))
        {
            _receivedIsFirst = _receivedPartsLeft == 0;
            if (length > (_receivedIsFirst ? NetworkHeader.Bytes : 0) && TryCountParts(slot, length))
            {
                _receivedSlot = slot;
                _receivedLength = length;
                return true;
            }

            PostReceive(slot);
            if (!_receivedIsFirst)
            {
                break;
            }
        }

        CheckQueues();
        if (!_failed && _receivedPartsLeft != 0)
        {
            Fail(BrokenRules);
        }

        return false;
    }

    // How many parts are to come behind this one; false when a frame begins that would have more than the longest has.
    private bool TryCountParts(int slot, int length)
    {
        if (!_receivedIsFirst)
        {
            _receivedPartsLeft--;
            return true;
        }

        if (!Has(VirtioFeatures.NetMergedBuffers))
        {
            return true;
        }

        int count = NetworkHeader.BufferCount(_receiveBuffer.Bytes(slot * SlotBytes, length));
        _receivedPartsLeft = Math.Max(count - 1, 0);
        if (count is > 0 and <= MaximumSegments)
        {
            return true;
        }

        Fail(BrokenRules);
        return false;
    }

    private void PostReceive(int slot)
    {
        ReadOnlySpan<VirtioSegment> request = [VirtioSegment.Write(_receiveBuffer, slot * SlotBytes, SlotBytes)];
        _receive.TryAdd(request, (ushort)slot);
    }

    // Frames come back in any order; their slots are used again in theirs.
    private void TakeSent()
    {
        while (_send.TryTake(out ushort slot, out _))
        {
            _sent[slot].IsDone = true;
            if (_wantsSendInterrupt)
            {
                _wantsSendInterrupt = false;
                _send.DisableInterrupt();
            }
        }

        while (_sendOldest != _sendNext && _sent[(int)(_sendOldest % (uint)_send.Size)].IsDone)
        {
            ref SentFrame frame = ref _sent[(int)(_sendOldest % (uint)_send.Size)];
            frame.IsDone = false;
            _sendOldest += frame.Slots;
        }
    }

    private void ReadStatus()
    {
        _hasCarrier = !Has(VirtioFeatures.NetStatus) || (_transport.ReadConfiguration(6) & LinkUp) != 0;
        if ((_transport.Status & VirtioStatus.NeedsReset) != 0)
        {
            Fail("hermit: virtio-net has given up and is not used any more\n"u8);
        }
    }

    private void CheckQueues()
    {
        if (!_failed && (_receive.IsBroken || _send.IsBroken))
        {
            Fail(BrokenRules);
        }
    }

    private void Fail(ReadOnlySpan<byte> message)
    {
        _failed = true;
        VirtioDevice.TryReset(ref _transport);
        SystemConsole.WriteError(message);

        // The link is down now, which the network's thread has to see.
        NetworkCards.Wake();
    }

    // A frame with the device, at the number of its first slot.
    private struct SentFrame
    {
        public byte Slots;
        public bool IsDone;
    }

    [InlineArray(SendSlots)]
    private struct SentFrames
    {
        private SentFrame _first;
    }
}

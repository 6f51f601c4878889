using System;

using Hermit.Machine;
using Hermit.Memory;

namespace Hermit.Devices;

/// <summary>
/// The Realtek RTL8139 (RTL8139D(L) datasheet 1.2), a card of 100 Mbit/s: frames come into a ring in memory, and go out of one of four buffers. It checks
/// and cuts nothing. What it writes is not trusted: a length that no frame has, or a pointer out of the ring, and it is not used any more.
/// </summary>
internal struct Rtl8139Card : INetworkCard
{
    private const uint Identity = 0x8139_10EC;
    private const int RegistersBar = 1;
    private const int RegistersBytes = 0x100;

    private const int RingBytes = 32 << 10;

    // A frame that begins in the ring's last bytes goes on behind it.
    private const int RingTail = 2048;
    private const int FrameHeader = 4;
    private const int FrameCheck = 4;
    private const int ReadPointerBias = 16;
    private const int SlotBytes = 2048;
    private const int ShortestFrame = 60;
    private const int EthernetHeader = 14;
    private const int VlanTag = 4;
    private const int LinkMtu = 1500;
    private const int ResetReads = 100_000;

    private RegisterWindow _registers;
    private DmaBuffer _ring;
    private DmaBuffer _slots;

    // How far the ring was read, how far it is known to be written, and the length of the frame that was looked at, with its header; 0 for none.
    private int _read;
    private int _written;
    private int _receivedLength;

    // Frames that were begun since the card was started, and that are known to have gone.
    private uint _sent;
    private uint _gone;
    private int _sendLength;
    private int _sendWritten;
    private ushort _interrupts;
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
                address = (address << 8) | _registers.Read(Rtl8139Registers.Address(i));
            }

            return address;
        }
    }

    /// <inheritdoc/>
    public readonly int Mtu => LinkMtu;

    /// <inheritdoc/>
    public bool IsLinkUp
    {
        get
        {
            if (!_failed && NetworkCards.TakeChange())
            {
                ReadStatus();
            }

            return !_failed && _hasCarrier;
        }
    }

    /// <inheritdoc/>
    public readonly bool CompletesChecksums => false;

    /// <inheritdoc/>
    public readonly int SegmentationV4 => 0;

    /// <inheritdoc/>
    public readonly int SegmentationV6 => 0;

    private readonly int SendSlot => (int)(_sent % Rtl8139Registers.SendSlots);

    /// <summary>Whether a PCI function is one.</summary>
    public static bool Is(PciFunction function) => function.Identity == Identity;

    /// <summary>Starts the card; false when it cannot be used.</summary>
    public bool TryStart(PciFunction function)
    {
        function.Enable();
        bool ready = function.TryMapBar<DeviceMapper>(RegistersBar, out _registers) && _registers.Length >= RegistersBytes && TryReset()
            && DmaBuffer.TryAllocate(RingBytes + RingTail, out _ring) && DmaBuffer.TryAllocate(Rtl8139Registers.SendSlots * SlotBytes, out _slots)
            && _registers.TryWriteAddress(Rtl8139Registers.ReceiveAddress, _ring.AddressOf(0)) && TrySetSendAddresses()
            && Rtl8139Interrupt.TrySet(_registers) && function.TryGetLine(out InterruptLine line) && line.TryEnable<Rtl8139Interrupt>(0);
        if (!ready)
        {
            return false;
        }

        _registers.Write(Rtl8139Registers.Command, Rtl8139Registers.CommandReceive | Rtl8139Registers.CommandSend);
        _registers.Write(Rtl8139Registers.ReceiveConfiguration, Rtl8139Registers.ReceiveWhat | Rtl8139Registers.ReceiveRing32K);
        _registers.Write(Rtl8139Registers.SendConfiguration, Rtl8139Registers.SendHow);
        _registers.Write(Rtl8139Registers.GroupsLow, uint.MaxValue);
        _registers.Write(Rtl8139Registers.GroupsHigh, uint.MaxValue);
        _interrupts = Rtl8139Registers.Received | Rtl8139Registers.Overflow | Rtl8139Registers.LinkChanged;
        ReadStatus();
        return true;
    }

    /// <inheritdoc/>
    public bool TryPeekReceived(out ReadOnlySpan<byte> frame, out FrameOffload offload)
    {
        frame = default;
        offload = default;
        while (_receivedLength == 0)
        {
            if (!HasReceived())
            {
                return false;
            }

            ushort status = _ring.Read16(_read);
            int length = _ring.Read16(_read + 2);
            if (length < EthernetHeader + FrameCheck || length > RingTail - FrameHeader || RoundUp(FrameHeader + length) > (_written - _read + RingBytes) % RingBytes)
            {
                Fail();
                return false;
            }

            _receivedLength = FrameHeader + length;
            if ((status & Rtl8139Registers.FrameGood) == 0)
            {
                DropReceived();
            }
        }

        frame = _ring.Bytes(_read + FrameHeader, _receivedLength - FrameHeader - FrameCheck);
        return true;
    }

    /// <inheritdoc/>
    public void DropReceived()
    {
        Panic.Unless(_receivedLength != 0, "no frame was looked at");
        _read = (_read + RoundUp(_receivedLength)) % RingBytes;
        _receivedLength = 0;
    }

    /// <inheritdoc/>
    public readonly void Refill() => _registers.Write(Rtl8139Registers.ReadPointer, (ushort)(_read - ReadPointerBias));

    /// <inheritdoc/>
    public bool TryBeginSend(int length)
    {
        if (_failed || length <= 0 || length > EthernetHeader + VlanTag + LinkMtu || !HasSendSlot())
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
        bytes.CopyTo(_slots.Bytes((SendSlot * SlotBytes) + _sendWritten, bytes.Length));
        _sendWritten += bytes.Length;
    }

    /// <inheritdoc/>
    public void Send(in FrameOffload offload)
    {
        Panic.Unless(_sendWritten == _sendLength && _sendLength != 0, "a frame is shorter than was said");
        if (_sendLength < ShortestFrame)
        {
            _slots.Bytes((SendSlot * SlotBytes) + _sendLength, ShortestFrame - _sendLength).Clear();
        }

        _registers.Write(Rtl8139Registers.SendStatus(SendSlot), (uint)Math.Max(_sendLength, ShortestFrame));
        _sent++;
        _sendLength = 0;
    }

    /// <inheritdoc/>
    public readonly void Flush()
    {
        // Each frame goes when its length is written.
    }

    /// <inheritdoc/>
    public bool EnableReceiveInterrupt()
    {
        if (_failed)
        {
            return false;
        }

        _registers.Write(Rtl8139Registers.InterruptMask, _interrupts);
        return HasReceived();
    }

    /// <inheritdoc/>
    public bool EnableSendInterrupt()
    {
        if (_failed)
        {
            return false;
        }

        _interrupts |= Rtl8139Registers.Sent;
        _registers.Write(Rtl8139Registers.InterruptMask, _interrupts);
        return HasSendSlot();
    }

    // Frames begin at multiples of four.
    private static int RoundUp(int bytes) => bytes + 3 & ~3;

    private bool HasReceived()
    {
        if (_read == _written && !_failed)
        {
            _written = _registers.Read(Rtl8139Registers.WritePointer);
            if (_written >= RingBytes || _written % sizeof(uint) != 0)
            {
                Fail();
            }
        }

        return _read != _written && !_failed;
    }

    private bool HasSendSlot()
    {
        while (_gone != _sent && (_registers.Read(Rtl8139Registers.SendStatus((int)(_gone % Rtl8139Registers.SendSlots))) & Rtl8139Registers.SendOwn) != 0)
        {
            _gone++;
            _interrupts = (ushort)(_interrupts & ~Rtl8139Registers.Sent);
        }

        return _sent - _gone < Rtl8139Registers.SendSlots;
    }

    private readonly bool TryReset()
    {
        _registers.Write(Rtl8139Registers.Power, (byte)0);
        _registers.Write(Rtl8139Registers.Command, Rtl8139Registers.CommandReset);
        for (int read = 0; read < ResetReads; read++)
        {
            if ((_registers.Read(Rtl8139Registers.Command) & Rtl8139Registers.CommandReset) == 0)
            {
                _registers.Write(Rtl8139Registers.InterruptMask, (ushort)0);
                _registers.Write(Rtl8139Registers.InterruptStatus, Rtl8139Registers.AllInterrupts);
                return true;
            }
        }

        return false;
    }

    private readonly bool TrySetSendAddresses()
    {
        for (int slot = 0; slot < Rtl8139Registers.SendSlots; slot++)
        {
            if (!_registers.TryWriteAddress(Rtl8139Registers.SendAddress(slot), _slots.AddressOf(slot * SlotBytes)))
            {
                return false;
            }
        }

        return true;
    }

    private void ReadStatus() => _hasCarrier = (_registers.Read(Rtl8139Registers.MediaStatus) & Rtl8139Registers.NoCarrier) == 0;

    private void Fail()
    {
        _failed = true;
        TryReset();
        SystemConsole.WriteError("hermit: rtl8139 says what cannot be of its ring of frames and is not used any more\n"u8);

        // The link is down now, which the network's thread has to see.
        NetworkCards.Wake();
    }
}

using System;

using Hermit.Machine;

namespace Hermit.Devices;

/// <summary>
/// A PL011 UART (Arm DDI 0183), used as the boot loader left its speed, and without its FIFOs: turning them on drops what has arrived before, and input
/// that was sent before the boot must not be lost. On a virtual line a FIFO would save little.
/// </summary>
public readonly struct SerialPort : ISerialPort
{
    private const uint ReceiverEmpty = 1 << 4;
    private const uint TransmitterFull = 1 << 5;
    private const uint EightBits = 3 << 5;
    private const uint Enabled = 1;
    private const uint TransmitEnabled = 1 << 8;
    private const uint ReceiveEnabled = 1 << 9;
    private const uint ReceiveInterrupts = (1 << 4) | (1 << 6); // a byte, and one that has waited

    private static readonly Register<uint> s_data = new(0x00);
    private static readonly Register<uint> s_flags = new(0x18);
    private static readonly Register<uint> s_lineControl = new(0x2C);
    private static readonly Register<uint> s_control = new(0x30);
    private static readonly Register<uint> s_interruptMask = new(0x38);

    private readonly RegisterWindow _registers;
    private readonly int _number;

    private SerialPort(RegisterWindow registers, int number)
    {
        _registers = registers;
        _number = number;
    }

    /// <summary>Takes the line of that number, from 0, for good; false when it is taken, or there is no UART. Keeps a byte that has arrived.</summary>
    public static bool TryTake(int number, out SerialPort port)
    {
        bool taken = SerialHardware.TryTake(number, out RegisterWindow registers);
        port = new SerialPort(registers, number);
        if (taken)
        {
            port.Initialize();
        }

        return taken;
    }

    /// <inheritdoc/>
    public bool TryEnableInterrupt<THandler>()
        where THandler : struct, IInterruptHandler => SerialHardware.Interrupt(_number).TryEnable<THandler>((nuint)_number);

    /// <inheritdoc/>
    public void InterruptOnInput(bool enabled) => _registers.Write(s_interruptMask, enabled ? ReceiveInterrupts : 0);

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
        {
            while ((_registers.Read(s_flags) & TransmitterFull) != 0)
            {
            }

            _registers.Write(s_data, (uint)value);
        }
    }

    /// <inheritdoc/>
    public bool TryRead(out byte value)
    {
        bool isThere = (_registers.Read(s_flags) & ReceiverEmpty) == 0;
        value = isThere ? (byte)_registers.Read(s_data) : (byte)0;
        return isThere;
    }

    // 8 data bits, no parity, interrupts off.
    private void Initialize()
    {
        _registers.Write(s_interruptMask, 0u);
        _registers.Write(s_lineControl, EightBits);
        _registers.Write(s_control, Enabled | TransmitEnabled | ReceiveEnabled);
    }
}

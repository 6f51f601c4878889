using System;

using Hermit.Machine;

namespace Hermit.Devices;

/// <summary>
/// A 16550 UART (National Semiconductor PC16550D), used without its FIFOs: turning them on drops what has arrived before, and input that was
/// sent before the boot must not be lost. On a virtual line a FIFO would save little.
/// </summary>
public readonly struct SerialPort : ISerialPort
{
    private const int Data = 0;
    private const int InterruptEnable = 1;
    private const int LineControl = 3;
    private const int ModemControl = 4;
    private const int LineStatus = 5;
    private const int Scratch = 7;

    private const byte DataReady = 1;
    private const byte TransmitterEmpty = 0x20;

    private readonly PortRange _ports;
    private readonly int _number;

    private SerialPort(PortRange ports, int number)
    {
        _ports = ports;
        _number = number;
    }

    /// <summary>Takes the line of that number, from 0, for good; false when it is taken, or there is no UART. Keeps a byte that has arrived.</summary>
    public static bool TryTake(int number, out SerialPort port)
    {
        bool taken = SerialHardware.TryTake(number, out PortRange ports);
        port = new SerialPort(ports, number);
        return taken && port.TryInitialize();
    }

    /// <inheritdoc/>
    public bool TryEnableInterrupt<THandler>()
        where THandler : struct, IInterruptHandler => SerialHardware.Interrupt(_number).TryEnable<THandler>((nuint)_number);

    /// <inheritdoc/>
    public void InterruptOnInput(bool enabled) => Write(InterruptEnable, enabled ? (byte)1 : (byte)0);

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
        {
            while ((Read(LineStatus) & TransmitterEmpty) == 0)
            {
            }

            Write(Data, value);
        }
    }

    /// <inheritdoc/>
    public bool TryRead(out byte value)
    {
        if ((Read(LineStatus) & DataReady) == 0)
        {
            value = 0;
            return false;
        }

        value = Read(Data);
        return true;
    }

    // 115,200 baud, 8 data bits, no parity, interrupts off; false when there is no UART. Keeps a byte that has arrived.
    private bool TryInitialize()
    {
        Write(Scratch, 0x5A);
        if (Read(Scratch) != 0x5A)
        {
            return false;
        }

        Write(InterruptEnable, 0);
        Write(LineControl, 0x80);
        Write(Data, 1);
        Write(InterruptEnable, 0);
        Write(LineControl, 0x03);
        Write(ModemControl, 0x0B);
        return true;
    }

    private byte Read(int register) => _ports.Read8(register);

    private void Write(int register, byte value) => _ports.Write8(register, value);
}

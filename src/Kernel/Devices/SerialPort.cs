using System;

using Hermit.Machine;

namespace Hermit.Devices;

/// <summary>
/// A 16550 UART (National Semiconductor PC16550D), used without its FIFOs: turning them on drops what has arrived before, and input that was
/// sent before the boot must not be lost. On a virtual line a FIFO would save little.
/// </summary>
public struct SerialPort
{
    private const ushort InterruptEnable = 1;
    private const ushort LineControl = 3;
    private const ushort ModemControl = 4;
    private const ushort LineStatus = 5;
    private const ushort Scratch = 7;

    private const byte DataReady = 1;
    private const byte TransmitterEmpty = 0x20;

    private readonly ushort _base;

    /// <summary>The port at an I/O address. Nothing is touched.</summary>
    public SerialPort(ushort address)
    {
        _base = address;
    }

    /// <summary>Sets 115,200 baud, 8 data bits, no parity, interrupts off; false when there is no UART. Keeps a byte that has arrived.</summary>
    public readonly bool TryInitialize()
    {
        Write(Scratch, 0x5A);
        if (Read(Scratch) != 0x5A)
        {
            return false;
        }

        Write(InterruptEnable, 0);
        Write(LineControl, 0x80);
        Write(0, 1);
        Write(1, 0);
        Write(LineControl, 0x03);
        Write(ModemControl, 0x0B);
        return true;
    }

    /// <summary>Lets the UART interrupt when a byte has arrived, or not.</summary>
    public readonly void InterruptOnInput(bool enabled) => Write(InterruptEnable, enabled ? (byte)1 : (byte)0);

    /// <summary>Sends bytes; waits for the line.</summary>
    public readonly void Write(ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
        {
            while ((Read(LineStatus) & TransmitterEmpty) == 0)
            {
            }

            Write(0, value);
        }
    }

    /// <summary>Takes a byte that has arrived, if there is one.</summary>
    public readonly bool TryRead(out byte value)
    {
        if ((Read(LineStatus) & DataReady) == 0)
        {
            value = 0;
            return false;
        }

        value = Read(0);
        return true;
    }

    private readonly byte Read(ushort register) => Port.Read8((ushort)(_base + register));

    private readonly void Write(ushort register, byte value) => Port.Write8((ushort)(_base + register), value);
}

using System;

using Hermit.Machine;

namespace Hermit.Devices;

/// <summary>A 16550 UART (National Semiconductor PC16550D).</summary>
public struct SerialPort
{
    private const ushort InterruptEnable = 1;
    private const ushort InterruptIdentification = 2;
    private const ushort FifoControl = 2;
    private const ushort LineControl = 3;
    private const ushort ModemControl = 4;
    private const ushort LineStatus = 5;
    private const ushort Scratch = 7;

    private const byte DataReady = 1;
    private const byte TransmitterEmpty = 0x20;
    private const int FifoSize = 16;

    private readonly ushort _base;

    /// <summary>The port at an I/O address. Nothing is touched.</summary>
    public SerialPort(ushort address)
    {
        _base = address;
    }

    /// <summary>
    /// Sets 115,200 baud, 8 data bits, no parity, FIFOs on, interrupts off; false when there is no UART. Turning the FIFOs on drops what the
    /// UART has received before, so that is read first: <paramref name="early"/> is the byte, if <paramref name="hasEarly"/>.
    /// </summary>
    public readonly bool TryInitialize(out bool hasEarly, out byte early)
    {
        early = 0;
        hasEarly = false;
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
        hasEarly = TryRead(out early);
        Write(FifoControl, 0x07);
        Write(ModemControl, 0x0B);
        return true;
    }

    /// <summary>Lets the UART interrupt when a byte has arrived, or not.</summary>
    public readonly void InterruptOnInput(bool enabled) => Write(InterruptEnable, enabled ? (byte)1 : (byte)0);

    /// <summary>Sends bytes; waits for the line.</summary>
    public readonly void Write(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            while ((Read(LineStatus) & TransmitterEmpty) == 0)
            {
            }

            int count = Math.Min(bytes.Length, FifoSize);
            Port.Write(_base, bytes.Slice(0, count));
            bytes = bytes.Slice(count);
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

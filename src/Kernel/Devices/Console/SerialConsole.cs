using System;

using Hermit.Machine;
using Hermit.Sync;

namespace Hermit.Devices;

/// <summary>
/// The serial lines: the first, and the second for errors when the configuration says <c>stderr=com2</c>. They are there from the first moment on, and
/// what the console falls back to.
/// </summary>
internal static class SerialConsole
{
    // How much is sent with interrupts masked: a virtual line takes a microsecond a byte.
    private const int BytesAtOnce = 256;

    // The lines, and what has to be locked to write to them. Panics do not wait for that.
    private static InterruptOnceCell<SerialPort> s_first;
    private static InterruptOnceCell<SerialPort> s_second;
    private static InterruptSpinMutex<byte> s_output;
    private static InterruptSpinMutex<byte> s_error;

    /// <summary>Finds the first line.</summary>
    public static void Initialize()
    {
        if (SerialPort.TryTake(0, out SerialPort port))
        {
            s_first.TrySet(port);
        }
    }

    /// <summary>Opens the second line, as the configuration says.</summary>
    public static void Configure()
    {
        if (Configuration.TryGet("stderr"u8, out ReadOnlySpan<byte> name) && name.SequenceEqual("com2"u8) && SerialPort.TryTake(1, out SerialPort port))
        {
            s_second.TrySet(port);
        }
    }

    /// <summary>Lets input arrive by interrupt.</summary>
    public static void EnableInput<THandler>()
        where THandler : struct, IInterruptHandler
    {
        if (s_first.TryGet(out SerialPort port))
        {
            Panic.Unless(port.TryEnableInterrupt<THandler>(), "the firmware connects the serial line to no pin of an interrupt controller");
            port.InterruptOnInput(enabled: true);
        }
    }

    /// <summary>Whether arriving input interrupts; otherwise it waits on the line.</summary>
    public static void InterruptOnInput(bool enabled)
    {
        if (s_first.TryGet(out SerialPort port))
        {
            port.InterruptOnInput(enabled);
        }
    }

    /// <summary>Reads a byte that has arrived; false when there is none.</summary>
    public static bool TryRead(out byte value)
    {
        value = 0;
        return s_first.TryGet(out SerialPort port) && port.TryRead(out value);
    }

    /// <summary>Writes to the first line. Waits for it.</summary>
    public static void Write(ReadOnlySpan<byte> bytes)
    {
        if (s_first.TryGet(out SerialPort port))
        {
            Write(port, ref s_output, bytes);
        }
    }

    /// <summary>Writes to the second line, or the first when there is no other. Waits for it.</summary>
    public static void WriteError(ReadOnlySpan<byte> bytes)
    {
        if (s_second.TryGet(out SerialPort port))
        {
            Write(port, ref s_error, bytes);
        }
        else
        {
            Write(bytes);
        }
    }

    /// <summary>Writes to the first line without waiting for whoever else writes.</summary>
    public static void WriteUnlocked(ReadOnlySpan<byte> bytes)
    {
        if (s_first.TryGet(out SerialPort port))
        {
            port.Write(bytes);
        }
    }

    // Who writes much lets interrupts, and other writers, in between.
    private static void Write(SerialPort port, ref InterruptSpinMutex<byte> turn, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            int count = Math.Min(bytes.Length, BytesAtOnce);
            using (turn.Lock())
            {
                port.Write(bytes.Slice(0, count));
            }

            bytes = bytes.Slice(count);
        }
    }
}

using System;

using Hermit.Machine;
using Hermit.Scheduling;
using Hermit.Sync;

namespace Hermit.Devices;

/// <summary>The console: the first serial line, and the second for errors when the configuration says <c>stderr=com2</c>.</summary>
public static class SystemConsole
{
    /// <summary>What ends the input when it arrives (ASCII EOT, Ctrl-D).</summary>
    public const byte EndOfInput = 4;

    // How much is sent with interrupts masked: a virtual line takes a microsecond a byte.
    private const int BytesAtOnce = 256;

    // The lines, and what has to be locked to write to them. Panics do not wait for that.
    private static InterruptOnceCell<SerialPort> s_first;
    private static InterruptOnceCell<SerialPort> s_second;
    private static InterruptSpinMutex<byte> s_output;
    private static InterruptSpinMutex<byte> s_error;
    private static InterruptSpinMutex<ByteRing> s_input;
    private static WaitPoint s_inputArrived;

    /// <summary>Whether <see cref="TryRead"/> would find something: bytes, or the end.</summary>
    public static bool HasInput
    {
        get
        {
            using var input = s_input.Lock();
            return !input.Value.IsEmpty;
        }
    }

    /// <summary>Finds the line. First thing at boot, so that a panic can be read.</summary>
    public static void Initialize()
    {
        if (SerialPort.TryTake(0, out SerialPort port))
        {
            s_first.TrySet(port);
        }
    }

    /// <summary>Opens a second line for errors, as the configuration says. Once, when there is a configuration.</summary>
    public static void Configure()
    {
        if (Configuration.TryGet("stderr"u8, out ReadOnlySpan<byte> name) && name.SequenceEqual("com2"u8) && SerialPort.TryTake(1, out SerialPort port))
        {
            s_second.TrySet(port);
        }
    }

    /// <summary>Lets input arrive by interrupt. Once, when interrupts work.</summary>
    public static void EnableInput()
    {
        if (s_first.TryGet(out SerialPort port))
        {
            Panic.Unless(port.TryEnableInterrupt<InputHandler>(), "the firmware connects the serial line to no pin of an interrupt controller");
            port.InterruptOnInput(enabled: true);
        }
    }

    /// <summary>Writes to the standard output. Waits for the line.</summary>
    public static void Write(ReadOnlySpan<byte> bytes)
    {
        if (s_first.TryGet(out SerialPort port))
        {
            Write(port, ref s_output, bytes);
        }
    }

    /// <summary>Writes to the standard error. Waits for the line.</summary>
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

    /// <summary>Writes to the standard output without waiting for whoever else writes: for panics.</summary>
    public static void WriteUnlocked(ReadOnlySpan<byte> bytes)
    {
        if (s_first.TryGet(out SerialPort port))
        {
            port.Write(bytes);
        }
    }

    /// <summary>Reads what there is; none of it at the end of the input. False when nothing has arrived yet.</summary>
    public static bool TryRead(Span<byte> destination, out int count)
    {
        bool ended;
        bool wasFull;
        using (var input = s_input.Lock())
        {
            wasFull = input.Value.IsFull;
            count = Take(ref input.Value, destination, out ended);
        }

        if (wasFull)
        {
            InterruptOnInput(enabled: true);
        }

        return count != 0 || ended || destination.IsEmpty;
    }

    /// <summary>The queue that is woken when input arrives; false when memory ran out.</summary>
    public static bool TryGetInputQueue(out WaitQueue queue) => s_inputArrived.TryGetQueue(out queue);

    // The end of the input stays in the buffer, so that every later read sees it, too.
    private static int Take(ref ByteRing ring, Span<byte> destination, out bool ended)
    {
        int count = 0;
        ended = false;
        while (count < destination.Length && !ring.IsEmpty)
        {
            if (ring.Peek() == EndOfInput)
            {
                ended = true;
                break;
            }

            destination[count++] = ring.Take();
        }

        return count;
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

    private static void InterruptOnInput(bool enabled)
    {
        if (s_first.TryGet(out SerialPort port))
        {
            port.InterruptOnInput(enabled);
        }
    }

    private readonly struct InputHandler : IInterruptHandler
    {
        [InterruptHandler]
        public static void OnInterrupt(nuint argument)
        {
            SerialPort port = s_first.Value;
            using (var input = s_input.Lock())
            {
                while (!input.Value.IsFull && port.TryRead(out byte value))
                {
                    input.Value.Add(value);
                }

                if (input.Value.IsFull)
                {
                    // The reader turns it on again; meanwhile the bytes wait on the line.
                    port.InterruptOnInput(enabled: false);
                }
            }

            s_inputArrived.WakeAll();
        }
    }
}

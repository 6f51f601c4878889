using System;

using Hermit.Machine;
using Hermit.Scheduling;
using Hermit.Sync;

namespace Hermit.Devices;

/// <summary>The console: COM1, and COM2 for errors when the configuration says <c>stderr=com2</c>.</summary>
public static class SystemConsole
{
    /// <summary>What ends the input when it arrives (ASCII EOT, Ctrl-D).</summary>
    public const byte EndOfInput = 4;

    private const ushort FirstPort = 0x3F8;
    private const ushort SecondPort = 0x2F8;

    private static InterruptSpinMutex<SerialPort> s_output;
    private static InterruptSpinMutex<SerialPort> s_error;
    private static InterruptSpinMutex<ByteRing> s_input;
    private static WaitPoint s_inputArrived;
    private static AtomicBool s_separateError;

    /// <summary>Whether <see cref="Read"/> would return at once.</summary>
    public static bool HasInput
    {
        get
        {
            using var input = s_input.Lock();
            return !input.Value.IsEmpty;
        }
    }

    private static SerialPort First => new(FirstPort);

    /// <summary>Finds the port. First thing at boot, so that a panic can be read.</summary>
    public static void Initialize()
    {
        using var output = s_output.Lock();
        output.Value = First;
        output.Value.TryInitialize();
    }

    /// <summary>Opens a second port for errors, as the configuration says. Once, when there is a configuration.</summary>
    public static void Configure()
    {
        if (!Configuration.TryGet("stderr"u8, out ReadOnlySpan<byte> name) || !name.SequenceEqual("com2"u8))
        {
            return;
        }

        using var error = s_error.Lock();
        error.Value = new SerialPort(SecondPort);
        s_separateError.Store(error.Value.TryInitialize(), MemoryOrder.Release);
    }

    /// <summary>Lets input arrive by interrupt. Once, when interrupts work.</summary>
    public static void EnableInput()
    {
        Interrupts.Enable<InputHandler>(4);
        First.InterruptOnInput(enabled: true);
    }

    /// <summary>Writes to the standard output. Waits for the line.</summary>
    public static void Write(ReadOnlySpan<byte> bytes)
    {
        using var output = s_output.Lock();
        output.Value.Write(bytes);
    }

    /// <summary>Writes to the standard error. Waits for the line.</summary>
    public static void WriteError(ReadOnlySpan<byte> bytes)
    {
        if (!s_separateError.Load(MemoryOrder.Acquire))
        {
            Write(bytes);
            return;
        }

        using var error = s_error.Lock();
        error.Value.Write(bytes);
    }

    /// <summary>Writes to the standard output without waiting for whoever else writes: for panics.</summary>
    public static void WriteUnlocked(ReadOnlySpan<byte> bytes) => First.Write(bytes);

    /// <summary>Blocks until there is input and reads what there is, up to the length of <paramref name="destination"/>; 0 at the end of the input.</summary>
    public static int Read(Span<byte> destination)
    {
        while (true)
        {
            WaitTicket ticket = s_inputArrived.Ticket();
            int count;
            bool ended;
            using (var input = s_input.Lock())
            {
                count = Take(ref input.Value, destination, out ended);
            }

            First.InterruptOnInput(enabled: true);
            if (count != 0 || ended || destination.IsEmpty)
            {
                return count;
            }

            s_inputArrived.Wait(ticket, Deadline.Never);
        }
    }

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

    private readonly struct InputHandler : IInterruptHandler
    {
        [InterruptHandler]
        public static void OnInterrupt()
        {
            using (var input = s_input.Lock())
            {
                while (!input.Value.IsFull && First.TryRead(out byte value))
                {
                    input.Value.Add(value);
                }

                if (input.Value.IsFull)
                {
                    // The reader turns it on again; meanwhile the bytes wait on the line.
                    First.InterruptOnInput(enabled: false);
                }
            }

            s_inputArrived.WakeAll();
        }
    }
}

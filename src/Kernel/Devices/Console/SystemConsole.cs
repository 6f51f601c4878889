using System;

using Hermit.Machine;
using Hermit.Scheduling;
using Hermit.Sync;

namespace Hermit.Devices;

/// <summary>
/// The console: the ports of a virtio console, for each of input, output and errors that the host gives one; the serial lines otherwise, for what is
/// said before devices work, and for panics.
/// </summary>
public static class SystemConsole
{
    /// <summary>What ends the input of a serial line when it arrives (ASCII EOT, Ctrl-D).</summary>
    public const byte EndOfInput = 4;

    // For how long a panic waits for what was written before it.
    private const ulong PanicPatienceNanoseconds = 100_000_000;

    private static InterruptSpinMutex<ByteRing> s_input;
    private static WaitPoint s_inputArrived;
    private static WaitPoint s_roomCame;
    private static AtomicBool s_errorIsOutput;

    /// <summary>Whether <see cref="TryRead"/> would find something: bytes, or the end.</summary>
    public static bool HasInput
    {
        get
        {
            if (Terminal.Has(ConsoleStream.Input))
            {
                return Terminal.HasInput || VirtioConsole.InputHasEnded;
            }

            if (VirtioConsole.HasInputPort)
            {
                return VirtioConsole.HasInput;
            }

            using var input = s_input.Lock();
            return !input.Value.IsEmpty;
        }
    }

    /// <summary>Finds the first serial line. First thing at boot, so that a panic can be read.</summary>
    public static void Initialize() => SerialConsole.Initialize();

    /// <summary>
    /// Opens a second serial line for errors, or has them go where output goes, and opens the terminal, as the configuration says. Once, when there is a
    /// configuration.
    /// </summary>
    public static void Configure()
    {
        // Ports that end in the same place would not keep the order of what is written to both.
        s_errorIsOutput.Store(Configuration.TryGet("stderr"u8, out ReadOnlySpan<byte> name) && name.SequenceEqual("stdout"u8), MemoryOrder.Relaxed);
        SerialConsole.Configure();
        Terminal.Configure();
    }

    /// <summary>Lets serial input arrive by interrupt. Once, when interrupts work.</summary>
    /// <typeparam name="TSignals">Who hears of keys that are signals.</typeparam>
    public static void EnableInput<TSignals>()
        where TSignals : struct, ISignalSink => SerialConsole.EnableInput<SerialInputHandler<TSignals>>();

    /// <summary>Writes to the standard output. Waits for the host by looking: for the kernel's own messages, which are short.</summary>
    public static void Write(ReadOnlySpan<byte> bytes) => WriteAll(ConsoleStream.Output, bytes);

    /// <summary>Writes to the standard error, as <see cref="Write"/> does.</summary>
    public static void WriteError(ReadOnlySpan<byte> bytes) => WriteAll(ConsoleStream.Error, bytes);

    /// <summary>Lets the host have what was written, as far as it takes it soon, and no one else write: for panics.</summary>
    public static void BeginPanic() => VirtioConsole.Drain(PanicPatienceNanoseconds);

    /// <summary>Writes to the first serial line without waiting for whoever else writes: for panics.</summary>
    public static void WriteUnlocked(ReadOnlySpan<byte> bytes) => SerialConsole.WriteUnlocked(bytes);

    /// <summary>Waits, with interrupts masked, until the host has everything that was written, and turns the machine off. Does not return.</summary>
    public static void PowerOff(int exitCode)
    {
        Cpu.DisableInterrupts();
        VirtioConsole.Drain(ulong.MaxValue);
        MachineControl.PowerOff(exitCode);
    }

    /// <summary>Writes what there is room for: at most 4,096 bytes in one piece or not at all, more of them in several. How many bytes that were.</summary>
    public static int TryWrite(ConsoleStream stream, ReadOnlySpan<byte> bytes)
    {
        if (VirtioConsole.TryWrite(PortOf(stream), bytes, out int count))
        {
            return count;
        }

        if (stream == ConsoleStream.Error)
        {
            SerialConsole.WriteError(bytes);
        }
        else
        {
            SerialConsole.Write(bytes);
        }

        return bytes.Length;
    }

    /// <summary>Whether <see cref="TryWrite"/> would write something.</summary>
    public static bool HasRoom(ConsoleStream stream) => VirtioConsole.HasRoom(PortOf(stream));

    /// <summary>Reads what there is; none of it at the end of the input. False when nothing has arrived yet.</summary>
    public static bool TryRead(Span<byte> destination, out int count)
    {
        bool ended;
        if (Terminal.Has(ConsoleStream.Input))
        {
            // The interrupt handler has looked at all that has come.
            return Terminal.TryRead(destination, out count) || VirtioConsole.InputHasEnded || destination.IsEmpty;
        }

        if (VirtioConsole.HasInputPort)
        {
            count = VirtioConsole.Read(ConsolePort.Input, destination, out ended);
            return count != 0 || ended || destination.IsEmpty;
        }

        bool wasFull;
        using (var input = s_input.Lock())
        {
            wasFull = input.Value.IsFull;
            count = Take(ref input.Value, destination, out ended);
        }

        if (wasFull)
        {
            SerialConsole.InterruptOnInput(enabled: true);
        }

        return count != 0 || ended || destination.IsEmpty;
    }

    /// <summary>The queue that is woken when input arrives; false when memory ran out.</summary>
    public static bool TryGetInputQueue(out WaitQueue queue) => s_inputArrived.TryGetQueue(out queue);

    /// <summary>The queue that is woken when there may be room; false when memory ran out.</summary>
    public static bool TryGetRoomQueue(out WaitQueue queue) => s_roomCame.TryGetQueue(out queue);

    /// <summary>A port has something new: input, its end, or room. In the device's interrupt handler.</summary>
    internal static void OnPorts<TSignals>()
        where TSignals : struct, ISignalSink
    {
        Span<byte> bytes = stackalloc byte[256];
        for (int count = VirtioConsole.Read(ConsolePort.Control, bytes, out _); count != 0; count = VirtioConsole.Read(ConsolePort.Control, bytes, out _))
        {
            HostControl.Receive<TSignals>(bytes.Slice(0, count));
        }

        // A terminal's keys have to be looked at even if nobody reads: some are signals.
        while (Terminal.Has(ConsoleStream.Input) && VirtioConsole.Read(ConsolePort.Input, bytes, out _) is not 0 and int keys)
        {
            Terminal.Receive<TSignals>(bytes.Slice(0, keys));
        }

        s_inputArrived.WakeAll();
        s_roomCame.WakeAll();
    }

    private static ConsolePort PortOf(ConsoleStream stream) => stream == ConsoleStream.Error && !s_errorIsOutput.Load(MemoryOrder.Relaxed) ? ConsolePort.Error : ConsolePort.Output;

    private static void WriteAll(ConsoleStream stream, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes.Slice(TryWrite(stream, bytes));
            Cpu.Pause();
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

    private readonly struct SerialInputHandler<TSignals> : IInterruptHandler
        where TSignals : struct, ISignalSink
    {
        [InterruptHandler]
        public static void OnInterrupt(nuint argument)
        {
            Span<byte> key = stackalloc byte[1];
            while (Terminal.Has(ConsoleStream.Input) && SerialConsole.TryRead(out key[0]))
            {
                Terminal.Receive<TSignals>(key);
            }

            using (var input = s_input.Lock())
            {
                while (!input.Value.IsFull && SerialConsole.TryRead(out byte value))
                {
                    input.Value.Add(value);
                }

                if (input.Value.IsFull)
                {
                    // The reader turns it on again; meanwhile the bytes wait on the line.
                    SerialConsole.InterruptOnInput(enabled: false);
                }
            }

            s_inputArrived.WakeAll();
        }
    }
}

using System;

using Hermit.Descriptors;
using Hermit.Devices;
using Hermit.Machine;
using Hermit.Runtime.Exceptions;
using Hermit.Sync;

namespace Hermit.Kernel;

/// <summary>The last words: what happened, where, and the stack. Takes no lock, for the holder may be the one that panics.</summary>
internal static class PanicReport
{
    private const int ExitCode = 255;

    private static AtomicBool s_reporting;

    /// <summary>Reports an exception that nothing can handle, and stops.</summary>
    public static void Exception(TrapFrame frame, ReadOnlySpan<char> message, nuint address)
    {
        Begin(message);
        WriteValue("vector "u8, frame.Vector);
        WriteValue(" error "u8, frame.ErrorCode);
        WriteValue(" address "u8, address);
        WriteValue(" at "u8, frame.InstructionPointer);
        WriteValue(" stack "u8, frame.StackPointer);
        Write("\n"u8);
        PanicStack.Write<Writer>(frame);
        WriteFrames();
        MachineControl.PowerOff(ExitCode);
    }

    /// <summary>Reports a broken invariant, and stops.</summary>
    private static void Report(ReadOnlySpan<char> message)
    {
        Cpu.DisableInterrupts();
        Begin(message);
        PanicStack.WriteCurrent<Writer>();
        WriteFrames();
        MachineControl.PowerOff(ExitCode);
    }

    private static void Begin(ReadOnlySpan<char> message)
    {
        if (s_reporting.Exchange(true, MemoryOrder.Relaxed))
        {
            // The report itself failed: what it has written so far must do.
            Write("\nkernel panic while reporting a panic\n"u8);
            MachineControl.PowerOff(ExitCode);
        }

        SystemConsole.BeginPanic();
        Write("\nkernel panic: "u8);
        Span<byte> one = stackalloc byte[1];
        foreach (char character in message)
        {
            one[0] = (byte)character;
            Write(one);
        }

        Write("\n"u8);
    }

    // What the network did last, if it did anything: the reason may have come from there.
    private static void WriteFrames()
    {
        Span<byte> line = stackalloc byte[NetworkTrace.LineBytes];
        for (int i = 0; NetworkTrace.TryGetRecent(i, line, out int length); i++)
        {
            Write(i == 0 ? "last packets:\n  "u8 : "  "u8);
            Write(line.Slice(0, length));
        }
    }

    private static void Write(ReadOnlySpan<byte> text) => SystemConsole.WriteUnlocked(text);

    private static void WriteValue(ReadOnlySpan<byte> name, ulong value)
    {
        Write(name);
        Span<byte> digits = stackalloc byte[18];
        digits[0] = (byte)'0';
        digits[1] = (byte)'x';
        for (int i = 0; i < 16; i++)
        {
            int digit = (int)(value >> (60 - (i * 4)) & 15);
            digits[i + 2] = (byte)(digit < 10 ? '0' + digit : 'a' + digit - 10);
        }

        Write(digits);
    }

    /// <summary>What <see cref="Panic"/> does.</summary>
    public readonly struct Handler : IPanicHandler
    {
        /// <inheritdoc/>
        public static void OnPanic(ReadOnlySpan<char> message) => Report(message);
    }

    private readonly struct Writer : ITextWriter
    {
        public static void Write(ReadOnlySpan<byte> text) => PanicReport.Write(text);
    }
}

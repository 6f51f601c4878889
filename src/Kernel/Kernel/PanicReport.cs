using System;

using Hermit.Descriptors;
using Hermit.Devices;
using Hermit.Machine;
using Hermit.Runtime.Exceptions;
using Hermit.Sync;

namespace Hermit.Kernel;

/// <summary>The last words: what happened, where, and the stack of every CPU. Takes no lock, for the holder may be the one that panics.</summary>
internal static class PanicReport
{
    private const int ExitCode = 255;

    private const ulong LongestNanoseconds = 1_000_000_000;

    // Numbers of CPUs, plus one: of the one that reports, and of the one whose stack is to be written.
    private static AtomicInt32 s_reporter;
    private static AtomicInt32 s_turn;

    /// <summary>Reports an exception that nothing can handle, and stops.</summary>
    public static void Exception(TrapFrame frame, ReadOnlySpan<char> message, nuint address)
    {
        if (!TryBegin(message))
        {
            WriteStackIfStopped(frame);
        }

        WriteValue("vector "u8, frame.Vector);
        WriteValue(" error "u8, frame.ErrorCode);
        WriteValue(" address "u8, address);
        WriteValue(" at "u8, frame.InstructionPointer);
        WriteValue(" stack "u8, frame.StackPointer);
        Write("\n"u8);
        PanicStack.Write<Writer>(frame);
        End();
    }

    /// <summary>A CPU was interrupted that cannot be: if another one reports a panic, shows where this one is, and stops it.</summary>
    public static void WriteStackIfStopped(TrapFrame frame)
    {
        if (s_reporter.Load(MemoryOrder.Acquire) == 0)
        {
            return;
        }

        int self = Cpu.Index + 1;
        while (s_turn.Load(MemoryOrder.Acquire) != self)
        {
            Cpu.Pause();
        }

        PanicStack.Write<Writer>(frame);
        s_turn.Store(0, MemoryOrder.Release);
        Cpu.Halt();
    }

    /// <summary>Reports a broken invariant, and stops.</summary>
    private static void Report(ReadOnlySpan<char> message)
    {
        Cpu.DisableInterrupts();
        if (!TryBegin(message))
        {
            // About to be stopped, here, by an interrupt that cannot be masked.
            Cpu.Halt();
        }

        PanicStack.WriteCurrent<Writer>();
        End();
    }

    // False when another CPU was first.
    private static bool TryBegin(ReadOnlySpan<char> message)
    {
        int self = Cpu.Index + 1;
        if (!s_reporter.TryCompareExchange(0, self, MemoryOrder.AcquireRelease))
        {
            if (s_reporter.Load(MemoryOrder.Relaxed) != self)
            {
                return false;
            }

            // The report itself failed: what it has written so far must do.
            Write("\nkernel panic while reporting a panic\n"u8);
            MachineControl.PowerOff(ExitCode);
        }

        StopOthers();
        SystemConsole.BeginPanic();
        Write("\nkernel panic: "u8);
        Span<byte> one = stackalloc byte[1];
        foreach (char character in message)
        {
            one[0] = (byte)character;
            Write(one);
        }

        Write("\n"u8);
        return true;
    }

    // Where everybody is now, and nothing changes any more.
    private static void StopOthers()
    {
        for (int cpu = 0; cpu < Processors.Count; cpu++)
        {
            if (cpu != Cpu.Index)
            {
                Processors.Interrupt(cpu);
            }
        }
    }

    private static void End()
    {
        Span<byte> number = stackalloc byte[2];
        for (int cpu = 0; cpu < Processors.Count; cpu++)
        {
            if (cpu == Cpu.Index)
            {
                continue;
            }

            number[0] = (byte)('0' + (cpu / 10));
            number[1] = (byte)('0' + (cpu % 10));
            Write("processor "u8);
            Write(number.Slice(cpu < 10 ? 1 : 0));
            Write(" was here:\n"u8);
            s_turn.Store(cpu + 1, MemoryOrder.Release);
            ulong end = Clock.MonotonicNanoseconds + LongestNanoseconds;
            while (s_turn.Load(MemoryOrder.Acquire) != 0 && Clock.MonotonicNanoseconds < end)
            {
                Cpu.Pause();
            }
        }

        WriteFrames();
        MachineControl.PowerOff(ExitCode);
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

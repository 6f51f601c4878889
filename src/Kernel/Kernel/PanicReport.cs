using System;
using System.Runtime;

using Hermit.Devices;
using Hermit.Machine;

namespace Hermit.Kernel;

/// <summary>The last words.</summary>
internal static unsafe class PanicReport
{
    private const int ExitCode = 255;

    /// <summary>Reports an exception that nothing can handle, and stops.</summary>
    public static void Exception(ref TrapFrame frame, nuint address, bool stackOverflow)
    {
        Write("\nkernel panic: exception "u8);
        WriteHex(frame.Vector);
        Write(" error "u8);
        WriteHex(frame.ErrorCode);
        Write(" at "u8);
        WriteHex(frame.Rip);
        Write(" address "u8);
        WriteHex(address);
        Write(" stack "u8);
        WriteHex(frame.Rsp);
        Write("\n"u8);
        Stop();
    }

    [RuntimeExport("HermitPanic")]
    private static void Panic(char* text, int length)
    {
        Cpu.DisableInterrupts();
        Write("\nkernel panic: "u8);
        Span<byte> one = stackalloc byte[1];
        for (int i = 0; i < length; i++)
        {
            one[0] = (byte)text[i];
            Write(one);
        }

        Write("\n"u8);
        Stop();
    }

    private static void Stop()
    {
        MachineControl.PowerOff(ExitCode);
    }

    private static void Write(ReadOnlySpan<byte> text) => new SerialPort(0x3F8).Write(text);

    private static void WriteHex(ulong value)
    {
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
}

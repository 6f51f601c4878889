using System;
using System.Runtime;
using System.Runtime.CompilerServices;
using Hermit.Unwinding;

namespace Hermit.Runtime.Exceptions;

/// <summary>
/// Prints the stack of a thread that panics. Trusts nothing but the image: the walk stays inside the given stack, ends after a
/// fixed number of frames, takes no lock and allocates nothing, so it may be used in any state of the machine.
/// </summary>
public static class KernelStackTrace
{
    private const int MostFrames = 64;

    /// <summary>Prints the frames from the one with <paramref name="registers"/> on, each as a line <c>   at Name+0x12</c>.</summary>
    /// <param name="registers">The registers of the innermost frame.</param>
    /// <param name="isExact">Whether its instruction pointer is that of an interrupted or faulting instruction, not a return address.</param>
    /// <param name="stackLow">The lowest address of the stack that the frames are on.</param>
    /// <param name="stackHigh">The address behind that stack.</param>
    /// <param name="write">Takes the text piece by piece, in UTF-8.</param>
    /// <remarks>Safety: the stack must be mapped from the frame's stack pointer to <paramref name="stackHigh"/>.</remarks>
    [RequiresUnsafe]
    public static unsafe void Write(in UnwindRegisters registers, bool isExact, ulong stackLow, ulong stackHigh, delegate*<ReadOnlySpan<byte>, void> write)
    {
        ref readonly ImageMap map = ref ImageMap.Current;
        UnwindRegisters frame = registers;
        for (int count = 0; count < MostFrames && frame.InstructionPointer != 0; count++)
        {
            ulong instruction = isExact ? frame.InstructionPointer : frame.InstructionPointer - 1;
            WriteFrame(map, instruction, write);
            if (frame.StackPointer < stackLow || frame.StackPointer >= stackHigh || frame.StackPointer % sizeof(ulong) != 0 ||
                !FrameDescription.TryRead(map.Sections, instruction, out FrameDescription description))
            {
                return;
            }

            // SAFETY: the caller vouches for the stack; the frame's part of it was just found to lie inside.
            unsafe
            {
                StackWords stack = new(frame.StackPointer, new ReadOnlySpan<ulong>((void*)frame.StackPointer, (int)((stackHigh - frame.StackPointer) / sizeof(ulong))));
                if (!description.Layout.TryUndo(ref frame, stack))
                {
                    return;
                }
            }

            isExact = description.Layout.IsSignalFrame;
        }
    }

    /// <summary>Prints the frames of the current thread from the caller's on.</summary>
    /// <remarks>Safety: the bounds are those of the stack that the caller runs on.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitWriteCurrentStackTrace")]
    public static extern unsafe void WriteCurrent(delegate*<ReadOnlySpan<byte>, void> write, ulong stackLow, ulong stackHigh);

    [RuntimeExport("HermitWriteStackTrace")]
    private static unsafe void WriteFrom(delegate*<ReadOnlySpan<byte>, void> write, ulong stackLow, ulong stackHigh, UnwindRegisters* registers)
    {
        // SAFETY: the registers were recorded by the assembly helper; its caller vouches for the bounds.
        unsafe
        {
            Write(*registers, isExact: false, stackLow, stackHigh, write);
        }
    }

    private static unsafe void WriteFrame(in ImageMap map, ulong instruction, delegate*<ReadOnlySpan<byte>, void> write)
    {
        // SAFETY: a managed function of the caller's choice; calling it has no preconditions.
        unsafe
        {
            write("   at "u8);
            if (map.Symbols.TryFind(instruction, out ReadOnlySpan<byte> name, out ulong offset))
            {
                write(name);
                write("+"u8);
                WriteHex(offset, write);
            }
            else
            {
                WriteHex(instruction, write);
                write(map.IsManaged(instruction) ? " (program)"u8 : default);
            }

            write("\n"u8);
        }
    }

    private static unsafe void WriteHex(ulong value, delegate*<ReadOnlySpan<byte>, void> write)
    {
        const int MostDigits = 16;
        Span<byte> text = stackalloc byte[2 + MostDigits];
        int at = text.Length;
        do
        {
            text[--at] = "0123456789abcdef"u8[(int)(value & 0xF)];
            value >>= 4;
        }
        while (value != 0);

        text[--at] = (byte)'x';
        text[--at] = (byte)'0';

        // SAFETY: see WriteFrame.
        unsafe
        {
            write(text.Slice(at));
        }
    }
}

using System;
using System.Buffers.Binary;

namespace Hermit.Unwinding;

/// <summary>
/// Undoes a frame that was interrupted while it was being built. The compiler describes functions from the end of their prologue on, and before it
/// says only that the caller's registers are where they were: the stack may be further down already, and X29 may point to the new frame.
/// </summary>
public static class Prologue
{
    private const uint StackPointer = 31;
    private const uint FramePointer = 29;

    // STP of two X or D registers, with an offset or with the base changed before (Arm ARM, C4.1.94).
    private const uint PairMask = 0x3BC0_0000;
    private const uint Pair = 0x2900_0000;
    private const uint PairBefore = 0x2980_0000;

    // STR of one X or D register with the base changed before.
    private const uint SingleMask = 0xFBE0_0C00;
    private const uint SingleBefore = 0xF800_0C00;

    // ADD and SUB, of 64 bits, of an immediate or of an extended register.
    private const uint ImmediateMask = 0xFF80_0000;
    private const uint AddImmediate = 0x9100_0000;
    private const uint SubtractImmediate = 0xD100_0000;
    private const uint RegisterMask = 0xBFE0_0000;
    private const uint AddOrSubtractRegister = 0x8B20_0000;

    /// <summary>Undoes the frame if its description holds only for its function's first instruction.</summary>
    /// <param name="code">The function's code before the instruction pointer.</param>
    /// <param name="layout">The description.</param>
    /// <param name="registers">The registers of the frame; of its caller, when it was undone.</param>
    /// <param name="stack">The stack.</param>
    public static EpilogueResult Undo(ReadOnlySpan<byte> code, in FrameLayout layout, ref UnwindRegisters registers, StackWords stack)
    {
        if (!layout.IsBare)
        {
            return EpilogueResult.None;
        }

        // Places count from the caller's stack pointer.
        int depth = 0;
        int framePlace = 0;
        bool hasFramePointer = false;
        for (; code.Length >= sizeof(uint); code = code.Slice(sizeof(uint)))
        {
            uint instruction = BinaryPrimitives.ReadUInt32LittleEndian(code);
            uint target = instruction & 31;
            bool isOnStack = ((instruction >> 5) & 31) == StackPointer;
            uint kind = instruction & ImmediateMask;
            if (kind is AddImmediate or SubtractImmediate)
            {
                hasFramePointer |= target == FramePointer;
                if (target == StackPointer)
                {
                    if (!isOnStack || kind == AddImmediate)
                    {
                        return EpilogueResult.Unknown;
                    }

                    depth += (int)((instruction >> 10) & 0xFFF) << ((instruction & (1 << 22)) != 0 ? 12 : 0);
                }
            }
            else if ((instruction & RegisterMask) == AddOrSubtractRegister && target == StackPointer)
            {
                return EpilogueResult.Unknown;
            }
            else if (isOnStack && (instruction & PairMask) is Pair or PairBefore)
            {
                // Seven bits at 15, in words.
                int offset = ((int)(instruction << 10) >> 25) * sizeof(ulong);
                bool isBefore = (instruction & PairMask) == PairBefore;
                depth -= isBefore ? offset : 0;
                framePlace = target == FramePointer ? depth - (isBefore ? 0 : offset) : framePlace;
            }
            else if (isOnStack && (instruction & SingleMask) == SingleBefore)
            {
                // Nine bits at 12, in bytes.
                depth -= (int)(instruction << 11) >> 23;
            }
        }

        return Leave(depth, hasFramePointer ? framePlace : 0, ref registers, stack);
    }

    private static EpilogueResult Leave(int depth, int framePlace, ref UnwindRegisters registers, StackWords stack)
    {
        ulong caller = registers.StackPointer + (ulong)depth;
        ulong framePointer = registers.FramePointer;
        if (framePlace != 0 && !stack.TryRead(caller - (ulong)framePlace, out framePointer))
        {
            return EpilogueResult.Unknown;
        }

        registers.StackPointer = caller;
        registers.FramePointer = framePointer;
        registers.InstructionPointer = registers.LinkRegister;
        return EpilogueResult.Undone;
    }
}

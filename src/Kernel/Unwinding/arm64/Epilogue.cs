using System;
using System.Buffers.Binary;

namespace Hermit.Unwinding;

/// <summary>
/// Undoes a frame that was interrupted while it was being taken down. The compiler's epilogues load the saved registers, X30 among them, from the
/// stack, give the stack back, and end with <c>ret</c> or, for a tail call, <c>b</c> or <c>br</c>; what remains of them says where the caller's
/// registers are (Arm ARM, C6.2).
/// </summary>
public static class Epilogue
{
    private const uint Return = 0xD65F_03C0;
    private const uint BranchMask = 0xFC00_0000;
    private const uint Branch = 0x1400_0000;
    private const uint IndirectMask = 0xFFFF_FC1F;
    private const uint Indirect = 0xD61F_0000;
    private const int MostInstructions = 24;
    // Of a branch's 32, in front of its displacement.
    private const int UnusedBits = 6;

    /// <summary>Looks at the code that an interrupted frame goes on with, and undoes the frame if that ends it.</summary>
    /// <param name="code">The code, from the instruction pointer on.</param>
    /// <param name="registers">The registers of the frame; of its caller, when it was undone.</param>
    /// <param name="stack">The stack.</param>
    /// <param name="target">Where a jump goes to.</param>
    public static EpilogueResult Undo(ReadOnlySpan<byte> code, ref UnwindRegisters registers, StackWords stack, out ulong target)
    {
        target = 0;
        UnwindRegisters caller = registers;
        bool hasLink = false;
        for (int at = 0; at < MostInstructions && (at + 1) * sizeof(uint) <= code.Length; at++)
        {
            uint instruction = BinaryPrimitives.ReadUInt32LittleEndian(code.Slice(at * sizeof(uint)));
            bool isIndirect = IsIndirectJump(code, at);
            bool isBranch = (instruction & BranchMask) == Branch;
            if (instruction == Return || (hasLink && (isIndirect || isBranch)))
            {
                // Where a function returns, the link register has been loaded already, or was never changed.
                return Leave(ref registers, ref caller);
            }

            if (isIndirect || isBranch)
            {
                target = isBranch ? registers.InstructionPointer + (ulong)((long)((int)(instruction << UnusedBits) >> UnusedBits) * sizeof(uint)) : 0;
                return isBranch && at == 0 ? EpilogueResult.Jump : EpilogueResult.Unknown;
            }

            EpilogueStep step = new(instruction);
            if (!step.IsKnown || !step.TryApply(ref caller, stack))
            {
                // What is loaded last of all may be the target of a tail call. Loads of the body may look like those of an epilogue, but none is of the link.
                return hasLink || IsIndirectJump(code, at + 1) ? EpilogueResult.Unknown : EpilogueResult.None;
            }

            hasLink |= step.LoadsLink;
        }

        return EpilogueResult.None;
    }

    /// <summary>Undoes a frame of which only the return address is left, in the link register.</summary>
    public static bool TryReturn(ref UnwindRegisters registers, StackWords stack)
    {
        registers.InstructionPointer = registers.LinkRegister;
        return registers.StackPointer >= stack.Start && registers.StackPointer < stack.End;
    }

    private static bool IsIndirectJump(ReadOnlySpan<byte> code, int at) =>
        (at + 1) * sizeof(uint) <= code.Length &&
        (BinaryPrimitives.ReadUInt32LittleEndian(code.Slice(at * sizeof(uint))) & IndirectMask) == Indirect;

    private static EpilogueResult Leave(ref UnwindRegisters registers, ref UnwindRegisters caller)
    {
        caller.InstructionPointer = caller.LinkRegister;
        registers = caller;
        return EpilogueResult.Undone;
    }
}

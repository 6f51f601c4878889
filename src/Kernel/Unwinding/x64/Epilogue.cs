using System;
using System.Buffers.Binary;

namespace Hermit.Unwinding;

/// <summary>
/// Undoes a frame that was interrupted while it was being taken down. The compiler's epilogues end with <c>pop</c> of each saved register
/// and <c>ret</c> or, for a tail call, <c>jmp</c>; from the first <c>pop</c> on, what remains of them says where the caller's registers are.
/// What stands before it (<c>add rsp</c>, <c>lea rsp</c>) is done with the frame still whole.
/// </summary>
public static class Epilogue
{
    private const byte RexB = 0x41;
    private const byte RexMask = 0xF0;
    private const byte Rex = 0x40;
    private const byte Pop = 0x58;
    private const byte PopMask = 0xF8;
    private const byte Return = 0xC3;
    private const byte ReturnAndPop = 0xC2;
    private const byte JumpNear = 0xE9;
    private const byte JumpShort = 0xEB;
    private const byte Group5 = 0xFF;
    private const int IndirectJump = 4;

    /// <summary>Looks at the code that an interrupted frame goes on with, and undoes the frame if that ends it.</summary>
    /// <param name="code">The code, from the instruction pointer on.</param>
    /// <param name="registers">The registers of the frame; of its caller, when it was undone.</param>
    /// <param name="stack">The stack.</param>
    /// <param name="target">Where a jump goes to.</param>
    public static EpilogueResult Undo(ReadOnlySpan<byte> code, ref UnwindRegisters registers, StackWords stack, out ulong target)
    {
        target = 0;
        UnwindRegisters caller = registers;
        int at = 0;
        while (TryReadPop(code, ref at, out int register))
        {
            if (!stack.TryRead(caller.StackPointer, out ulong word))
            {
                return EpilogueResult.Unknown;
            }

            caller.TrySet(register, word);
            caller.StackPointer += sizeof(ulong);
        }

        byte opcode = at < code.Length ? code[at] : (byte)0;
        bool isReturn = opcode is Return or ReturnAndPop;
        bool isDirectJump = opcode is JumpNear or JumpShort;
        bool isJump = isDirectJump || IsIndirectJump(code, at);
        if (isReturn || (isJump && at > 0))
        {
            if (!TryReturn(ref caller, stack))
            {
                return EpilogueResult.Unknown;
            }

            registers = caller;
            return EpilogueResult.Undone;
        }

        if (!isJump)
        {
            return EpilogueResult.None;
        }

        return isDirectJump && TryReadTarget(code, registers.InstructionPointer, out target) ? EpilogueResult.Jump : EpilogueResult.Unknown;
    }

    /// <summary>Undoes a frame of which only the return address is left.</summary>
    public static bool TryReturn(ref UnwindRegisters registers, StackWords stack)
    {
        if (!stack.TryRead(registers.StackPointer, out ulong address))
        {
            return false;
        }

        registers.InstructionPointer = address;
        registers.StackPointer += sizeof(ulong);
        return true;
    }

    private static bool TryReadPop(ReadOnlySpan<byte> code, ref int at, out int register)
    {
        register = 0;
        bool isExtended = at < code.Length && code[at] == RexB;
        int opcode = isExtended ? at + 1 : at;
        if (opcode >= code.Length || (code[opcode] & PopMask) != Pop)
        {
            return false;
        }

        register = GcInfoEncoding.ToDwarfRegister((uint)((code[opcode] & ~PopMask) | (isExtended ? 8 : 0)));
        at = opcode + 1;
        return true;
    }

    private static bool IsIndirectJump(ReadOnlySpan<byte> code, int at)
    {
        int opcode = at < code.Length && (code[at] & RexMask) == Rex ? at + 1 : at;
        return opcode + 1 < code.Length && code[opcode] == Group5 && ((code[opcode + 1] >> 3) & 7) == IndirectJump;
    }

    private static bool TryReadTarget(ReadOnlySpan<byte> code, ulong address, out ulong target)
    {
        int length = code[0] == JumpNear ? 1 + sizeof(int) : 2;
        target = 0;
        if (code.Length < length)
        {
            return false;
        }

        int distance = code[0] == JumpNear ? BinaryPrimitives.ReadInt32LittleEndian(code.Slice(1)) : (sbyte)code[1];
        target = address + (ulong)length + (ulong)distance;
        return true;
    }
}

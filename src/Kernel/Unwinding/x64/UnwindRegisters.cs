using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hermit.Unwinding;

/// <summary>
/// The registers of a frame that survive a call: enough to find its caller's, and to run a handler of it.
/// The collector does not move objects, so values do where a moving runtime must remember where each register was saved.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public struct UnwindRegisters
{
    /// <summary>The instruction pointer, RIP: of the innermost frame as it was; of a caller, the address it will return to.</summary>
    public ulong InstructionPointer;

    /// <summary>The stack pointer: RSP; in a caller, after the return.</summary>
    public ulong StackPointer;

    /// <summary>What a frame that has one is counted from: RBP.</summary>
    public ulong FramePointer;

    /// <summary>RBX.</summary>
    public ulong Rbx;

    /// <summary>R12.</summary>
    public ulong R12;

    /// <summary>R13.</summary>
    public ulong R13;

    /// <summary>R14.</summary>
    public ulong R14;

    /// <summary>R15.</summary>
    public ulong R15;

    /// <summary>Gives the register with DWARF number <paramref name="register"/>; false for one that is not kept track of.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool TryGet(int register, out ulong value)
    {
        // What compilers count frames from, first.
        if (register == DwarfRegisters.Rbp)
        {
            value = FramePointer;
            return true;
        }

        value = StackPointer;
        return register == DwarfRegisters.Rsp || TryGetOther(register, out value);
    }

    /// <summary>The number of registers beside the instruction and stack pointer.</summary>
    public const int KeptCount = 6;

    private const int WordCount = KeptCount + 2;
    private const int SavedWordCount = KeptCount + 2;

    /// <summary>Reads registers that stand in memory in the order of this struct; false when they are not in <paramref name="stack"/>.</summary>
    public static bool TryRead(StackWords stack, ulong address, out UnwindRegisters registers)
    {
        ReadOnlySpan<ulong> words = stack.Slice(address, WordCount);
        registers = words.IsEmpty ? default : new UnwindRegisters
        {
            InstructionPointer = words[0],
            StackPointer = words[1],
            FramePointer = words[2],
            Rbx = words[3],
            R12 = words[4],
            R13 = words[5],
            R14 = words[6],
            R15 = words[7],
        };
        return !words.IsEmpty;
    }

    /// <summary>
    /// Reads the registers of the caller of a function that begins by pushing RBP, RBX, R12 to R15 and one more word, and stands at
    /// <paramref name="stackPointer"/>: HermitSwitchContext.
    /// </summary>
    public static bool TryReadSaved(StackWords stack, ulong stackPointer, out UnwindRegisters registers)
    {
        ReadOnlySpan<ulong> words = stack.Slice(stackPointer, SavedWordCount);
        registers = words.IsEmpty ? default : new UnwindRegisters
        {
            R15 = words[1],
            R14 = words[2],
            R13 = words[3],
            R12 = words[4],
            Rbx = words[5],
            FramePointer = words[6],
            InstructionPointer = words[7],
            StackPointer = stackPointer + (SavedWordCount * sizeof(ulong)),
        };
        return !words.IsEmpty;
    }

    /// <summary>Reads those of the caller of a helper that may collect, which left them in the same order and a root in the lowest word.</summary>
    public static bool TryReadSpilled(StackWords stack, ulong address, out UnwindRegisters registers) => TryReadSaved(stack, address, out registers);

    /// <summary>
    /// Reads the registers of a frame that called native code from its PInvokeTransitionFrame at <paramref name="address"/>. The compiler
    /// keeps nothing in the others across such a call, and saves them for its callers.
    /// </summary>
    public static bool TryReadTransition(StackWords stack, ulong address, out UnwindRegisters registers)
    {
        ReadOnlySpan<ulong> words = stack.Slice(address, 5);
        registers = words.IsEmpty ? default : new UnwindRegisters { InstructionPointer = words[0], FramePointer = words[1], StackPointer = words[4] };
        return !words.IsEmpty;
    }

    /// <summary>Writes the registers beside the instruction and stack pointer to <paramref name="words"/>.</summary>
    public readonly void CopyKept(Span<ulong> words)
    {
        words[0] = FramePointer;
        words[1] = Rbx;
        words[2] = R12;
        words[3] = R13;
        words[4] = R14;
        words[5] = R15;
    }

    /// <summary>Sets the register with DWARF number <paramref name="register"/>; does nothing for one that is not kept track of.</summary>
    public void TrySet(int register, ulong value)
    {
        switch (register)
        {
            case DwarfRegisters.Rbp:
                FramePointer = value;
                break;
            case DwarfRegisters.Rbx:
                Rbx = value;
                break;
            case DwarfRegisters.R12:
                R12 = value;
                break;
            case DwarfRegisters.R13:
                R13 = value;
                break;
            case DwarfRegisters.R14:
                R14 = value;
                break;
            case DwarfRegisters.R15:
                R15 = value;
                break;
        }
    }

    private readonly bool TryGetOther(int register, out ulong value)
    {
        value = register switch
        {
            DwarfRegisters.Rbx => Rbx,
            DwarfRegisters.R12 => R12,
            DwarfRegisters.R13 => R13,
            DwarfRegisters.R14 => R14,
            DwarfRegisters.R15 => R15,
            _ => 0,
        };
        return register is DwarfRegisters.Rbx or (>= DwarfRegisters.R12 and <= DwarfRegisters.R15);
    }
}

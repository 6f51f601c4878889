using System;
using System.Runtime.CompilerServices;

namespace Hermit.Unwinding;

/// <summary>
/// The registers of a frame that survive a call: enough to find its caller's, and to run a handler of it. Their order is that of
/// PAL_LIMITED_CONTEXT: X29, X30, two words that are not used, X19 to X28, the stack pointer, the instruction pointer, the low halves of V8 to V15.
/// The collector does not move objects, so values do where a moving runtime must remember where each register was saved.
/// </summary>
[InlineArray(DwarfRegisters.Count)]
public struct UnwindRegisters
{
    private ulong _first;

    /// <summary>The number of registers beside the instruction and stack pointer.</summary>
    public const int KeptCount = SavedGeneralCount + VectorCount;

    // X19 to X30.
    private const int SavedGeneralCount = 12;
    private const int VectorCount = 8;
    private const int SavedFpWord = 10;
    private const ulong RootWords = 2;

    /// <summary>The instruction pointer: of the innermost frame as it was; of a caller, the address it will return to.</summary>
    public ulong InstructionPointer
    {
        readonly get => this[DwarfRegisters.PcColumn];
        set => this[DwarfRegisters.PcColumn] = value;
    }

    /// <summary>The stack pointer.</summary>
    public ulong StackPointer
    {
        readonly get => this[DwarfRegisters.SpColumn];
        set => this[DwarfRegisters.SpColumn] = value;
    }

    /// <summary>What frames are counted from: X29.</summary>
    public ulong FramePointer
    {
        readonly get => this[DwarfRegisters.FpColumn];
        set => this[DwarfRegisters.FpColumn] = value;
    }

    /// <summary>Where a function that has not saved it returns to: X30.</summary>
    public ulong LinkRegister
    {
        readonly get => this[DwarfRegisters.LrColumn];
        set => this[DwarfRegisters.LrColumn] = value;
    }

    /// <summary>Gives the register with DWARF number <paramref name="register"/>; false for one that is not kept track of.</summary>
    public readonly bool TryGet(int register, out ulong value)
    {
        int column = DwarfRegisters.Column((ulong)register);
        value = column < 0 ? 0 : this[column];
        return column >= 0;
    }

    /// <summary>Sets the register with DWARF number <paramref name="register"/>; does nothing for one that is not kept track of.</summary>
    public void TrySet(int register, ulong value)
    {
        int column = DwarfRegisters.Column((ulong)register);
        if (column >= 0)
        {
            this[column] = value;
        }
    }

    /// <summary>Reads registers that stand in memory in the order of this struct; false when they are not in <paramref name="stack"/>.</summary>
    public static bool TryRead(StackWords stack, ulong address, out UnwindRegisters registers)
    {
        ReadOnlySpan<ulong> words = stack.Slice(address, DwarfRegisters.Count);
        registers = default;
        for (int column = 0; column < words.Length; column++)
        {
            registers[column] = words[column];
        }

        return !words.IsEmpty;
    }

    /// <summary>
    /// Reads the registers of the caller of a function that begins by storing X19 to X30 and D8 to D15 in this order, upwards, and stands at
    /// <paramref name="stackPointer"/>: HermitSwitchContext.
    /// </summary>
    public static bool TryReadSaved(StackWords stack, ulong stackPointer, out UnwindRegisters registers)
    {
        ReadOnlySpan<ulong> words = stack.Slice(stackPointer, KeptCount);
        registers = default;
        if (words.IsEmpty)
        {
            return false;
        }

        for (int word = 0; word < SavedFpWord; word++)
        {
            registers[DwarfRegisters.X19Column + word] = words[word];
        }

        registers.FramePointer = words[SavedFpWord];
        registers.LinkRegister = words[SavedFpWord + 1];
        registers.InstructionPointer = words[SavedFpWord + 1];
        registers.StackPointer = stackPointer + (KeptCount * sizeof(ulong));
        for (int word = 0; word < VectorCount; word++)
        {
            registers[DwarfRegisters.D8Column + word] = words[SavedGeneralCount + word];
        }

        return true;
    }

    /// <summary>Reads those of the caller of a helper that may collect, which left them in the same order above two words, the lower one a root.</summary>
    public static bool TryReadSpilled(StackWords stack, ulong address, out UnwindRegisters registers) =>
        TryReadSaved(stack, address + (RootWords * sizeof(ulong)), out registers);

    /// <summary>
    /// Reads the registers of a frame that called native code from its PInvokeTransitionFrame at <paramref name="address"/>. The compiler
    /// keeps nothing in the others across such a call, and saves them for its callers.
    /// </summary>
    public static bool TryReadTransition(StackWords stack, ulong address, out UnwindRegisters registers)
    {
        ReadOnlySpan<ulong> words = stack.Slice(address, 5);
        registers = default;
        if (words.IsEmpty)
        {
            return false;
        }

        registers.FramePointer = words[0];
        registers.LinkRegister = words[1];
        registers.InstructionPointer = words[1];
        registers.StackPointer = words[4];
        return true;
    }

    /// <summary>Writes the registers beside the instruction and stack pointer to <paramref name="words"/>.</summary>
    public readonly void CopyKept(Span<ulong> words)
    {
        words[0] = this[DwarfRegisters.FpColumn];
        words[1] = this[DwarfRegisters.LrColumn];
        for (int word = 2; word < SavedGeneralCount; word++)
        {
            words[word] = this[DwarfRegisters.X19Column + word - 2];
        }

        for (int word = 0; word < VectorCount; word++)
        {
            words[SavedGeneralCount + word] = this[DwarfRegisters.D8Column + word];
        }
    }
}

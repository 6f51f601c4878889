using System;
using System.Runtime.CompilerServices;

namespace Hermit.Unwinding;

/// <summary>
/// Where a frame keeps what its caller needs back: a row of call frame information boiled down to the registers that survive
/// calls. All of it is in words right below the canonical frame address, so a place is the number of a word, counted downwards
/// from 1; 0 means that the register still has the caller's value.
/// </summary>
public struct FrameLayout
{
    private const int WordSize = sizeof(ulong);

    /// <summary>Bytes from <see cref="FrameRegister"/> to the canonical frame address.</summary>
    public int FrameOffset;

    /// <summary>The register that the canonical frame address counts from.</summary>
    public byte FrameRegister;

    /// <summary>The number of the lowest word that holds something.</summary>
    public byte WordCount;

    /// <summary>Where the return address is; 0 when this is the outermost frame.</summary>
    public byte ReturnAddress;

    /// <summary>Where the caller's stack pointer is; 0 when it is the canonical frame address, as in every ordinary frame.</summary>
    public byte Rsp;

    /// <summary>Where RBP is saved.</summary>
    public byte Rbp;

    /// <summary>Where RBX is saved.</summary>
    public byte Rbx;

    /// <summary>Where R12 is saved.</summary>
    public byte R12;

    /// <summary>Where R13 is saved.</summary>
    public byte R13;

    /// <summary>Where R14 is saved.</summary>
    public byte R14;

    /// <summary>Where R15 is saved.</summary>
    public byte R15;

    /// <summary>Whether the caller was interrupted rather than calling: its instruction pointer is exact, not a return address.</summary>
    public bool IsSignalFrame;

    /// <summary>Whether this is the outermost frame: it says that there is no return address.</summary>
    public readonly bool IsOutermost => ReturnAddress == 0;

    /// <summary>Boils <paramref name="row"/> down. False when it has a rule that this form cannot hold.</summary>
    public static bool TryFrom(in CallFrameRow row, out FrameLayout layout)
    {
        layout = default;
        layout.FrameRegister = (byte)row.FrameRegister;
        layout.FrameOffset = row.FrameOffset;
        RegisterRule returnAddress = row.Registers[DwarfRegisters.ReturnAddress];
        bool known = returnAddress.Kind == RegisterRuleKind.Undefined || layout.TryTake(returnAddress, out layout.ReturnAddress);
        return known &&
            layout.TryTake(row.Registers[DwarfRegisters.Rsp], out layout.Rsp) &&
            layout.TryTake(row.Registers[DwarfRegisters.Rbp], out layout.Rbp) &&
            layout.TryTake(row.Registers[DwarfRegisters.Rbx], out layout.Rbx) &&
            layout.TryTake(row.Registers[DwarfRegisters.R12], out layout.R12) &&
            layout.TryTake(row.Registers[DwarfRegisters.R13], out layout.R13) &&
            layout.TryTake(row.Registers[DwarfRegisters.R14], out layout.R14) &&
            layout.TryTake(row.Registers[DwarfRegisters.R15], out layout.R15);
    }

    /// <summary>
    /// Replaces <paramref name="registers"/> by those of the caller. False, with the registers unchanged, at the outermost frame
    /// and when a saved register would lie outside <paramref name="stack"/>, or the stack would not shrink.
    /// </summary>
    public readonly bool TryUndo(ref UnwindRegisters registers, StackWords stack)
    {
        int count = WordCount;
        if (IsOutermost || !registers.TryGet(FrameRegister, out ulong frame))
        {
            return false;
        }

        frame += (ulong)FrameOffset;
        ReadOnlySpan<ulong> saved = stack.Slice(frame - ((ulong)count * WordSize), count);
        if (saved.IsEmpty)
        {
            return false;
        }

        // A caller's frame lies above its callee's. Insisting on it is what makes every walk end.
        ulong stackPointer = Rsp == 0 ? frame : saved[count - Rsp];
        if (stackPointer <= registers.StackPointer)
        {
            return false;
        }

        registers.InstructionPointer = saved[count - ReturnAddress];
        registers.StackPointer = stackPointer;

        // Most frames keep nothing else, or only RBP.
        if (count > 1)
        {
            Restore(saved, Rbp, ref registers.FramePointer);
            if (count > 2 || Rbp == 0)
            {
                Restore(saved, Rbx, ref registers.Rbx);
                Restore(saved, R12, ref registers.R12);
                Restore(saved, R13, ref registers.R13);
                Restore(saved, R14, ref registers.R14);
                Restore(saved, R15, ref registers.R15);
            }
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Restore(ReadOnlySpan<ulong> saved, byte word, ref ulong register)
    {
        if (word != 0)
        {
            register = saved[saved.Length - word];
        }
    }

    private bool TryTake(in RegisterRule rule, out byte word)
    {
        word = 0;
        if (rule.Kind is RegisterRuleKind.Unspecified or RegisterRuleKind.SameValue)
        {
            return true;
        }

        if (rule.Kind != RegisterRuleKind.Offset || rule.Operand is >= 0 or < -WordSize * byte.MaxValue || rule.Operand % WordSize != 0)
        {
            return false;
        }

        word = (byte)(-rule.Operand / WordSize);
        WordCount = Math.Max(WordCount, word);
        return true;
    }
}

using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hermit.Unwinding;

/// <summary>
/// Where a frame keeps what its caller needs back: a row of call frame information boiled down to the registers that survive
/// calls. All of it is in words below the canonical frame address, so a place is the number of a word, counted downwards
/// from 1; 0 means that the register still has the caller's value.
/// </summary>
/// <remarks>
/// A function returns to what the link register holds, which it saves only if it calls others. A frame without a saved one is the innermost, or what
/// an interrupt left behind: it may be as large as nothing, and after it the link register is used up.
/// </remarks>
public struct FrameLayout
{
    private const int WordSize = sizeof(ulong);

    /// <summary>Bytes from <see cref="FrameRegister"/> to the canonical frame address.</summary>
    public int FrameOffset;

    /// <summary>The DWARF number of the register that the canonical frame address counts from.</summary>
    public byte FrameRegister;

    /// <summary>Whether this is the outermost frame: it says that there is no return address.</summary>
    public bool IsOutermost;

    /// <summary>Whether the caller was interrupted rather than calling: its instruction pointer is exact, not a return address.</summary>
    public bool IsSignalFrame;

    /// <summary>The number of the lowest word that holds something.</summary>
    public ushort WordCount;

    // A bit for each column with a place.
    private uint _saved;
    private Places _places;

    /// <summary>Whether nothing is saved and the stack is as the caller left it: at a function's first instruction.</summary>
    public readonly bool IsBare => !IsOutermost && _saved == 0 && FrameOffset == 0 && FrameRegister == DwarfRegisters.Sp;

    /// <summary>Boils <paramref name="row"/> down. False when it has a rule that this form cannot hold.</summary>
    public static bool TryFrom(in CallFrameRow row, out FrameLayout layout)
    {
        layout = default;
        layout.FrameRegister = (byte)row.FrameRegister;
        layout.FrameOffset = row.FrameOffset;
        layout.IsOutermost = row.Registers[DwarfRegisters.LrColumn].Kind == RegisterRuleKind.Undefined;
        for (int column = 0; column < DwarfRegisters.Count; column++)
        {
            if (!layout.TryTake(row.Registers[column], column))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The number of the word that holds the register with DWARF number <paramref name="register"/>; 0 when none does.</summary>
    public readonly int PlaceOf(int register)
    {
        int column = DwarfRegisters.Column((ulong)register);
        return column < 0 ? 0 : _places[column];
    }

    /// <summary>
    /// Replaces <paramref name="registers"/> by those of the caller. False, with the registers unchanged, at the outermost frame
    /// and when a saved register would lie outside <paramref name="stack"/>, or the walk would not come any further.
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
        if (saved.Length != count)
        {
            return false;
        }

        // A caller's frame lies above its callee's, or the callee had none and was not there before. Insisting on it is what makes every walk end.
        int place = _places[DwarfRegisters.SpColumn];
        ulong stackPointer = place == 0 ? frame : saved[count - place];
        bool isLeaf = _places[DwarfRegisters.LrColumn] == 0;
        if (stackPointer < registers.StackPointer ||
            (stackPointer == registers.StackPointer && (!isLeaf || registers.InstructionPointer == registers.LinkRegister)))
        {
            return false;
        }

        for (uint rest = _saved; rest != 0; rest &= rest - 1)
        {
            int column = BitOperations.TrailingZeroCount(rest);
            registers[column] = saved[count - _places[column]];
        }

        registers.StackPointer = stackPointer;
        if (_places[DwarfRegisters.PcColumn] == 0)
        {
            registers.InstructionPointer = registers.LinkRegister;
        }

        return true;
    }

    private bool TryTake(in RegisterRule rule, int column)
    {
        if (rule.Kind is RegisterRuleKind.Unspecified or RegisterRuleKind.SameValue or RegisterRuleKind.Undefined)
        {
            return true;
        }

        if (rule.Kind != RegisterRuleKind.Offset || rule.Operand is >= 0 or < -WordSize * ushort.MaxValue || rule.Operand % WordSize != 0)
        {
            return false;
        }

        ushort place = (ushort)(-rule.Operand / WordSize);
        _places[column] = place;
        _saved |= 1u << column;
        WordCount = Math.Max(WordCount, place);
        return true;
    }

    [InlineArray(DwarfRegisters.Count)]
    private struct Places
    {
        private ushort _first;
    }
}

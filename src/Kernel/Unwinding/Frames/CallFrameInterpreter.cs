using System;
using System.Runtime.CompilerServices;

namespace Hermit.Unwinding;

/// <summary>
/// Executes call frame instructions (DWARF 4, section 6.4.2) up to an instruction and gives the row that holds there.
/// All instructions without location expressions are known: that is what ilc and an assembler's <c>.cfi</c> directives emit.
/// An unknown instruction, an operand out of range or an unbalanced <c>restore_state</c> makes the whole entry unreadable.
/// Every instruction is at least a byte long and the cursor only moves forward, so execution ends with the entry.
/// </summary>
public ref struct CallFrameInterpreter
{
    private const int MostRemembered = 4;
    private const byte OperandMask = 0x3F;

    private readonly ulong _target;
    private readonly CommonInformation _common;
    private RegisterRules _initial;
    private RememberedRows _remembered;
    private int _rememberedCount;
    private CallFrameRow _row;
    private bool _failed;

    private CallFrameInterpreter(in FrameDescriptionEntry entry, ulong target)
    {
        _target = target;
        _common = entry.Common;
        _row.Start = entry.FunctionStart;
        _row.End = entry.FunctionEnd;
    }

    /// <summary>
    /// Gives the row of <paramref name="entry"/> that holds at <paramref name="instruction"/>, which must lie in its function.
    /// </summary>
    /// <returns>False when the instructions are malformed or of a kind that we do not know.</returns>
    public static bool TryExecute(AddressedBytes frames, in FrameDescriptionEntry entry, ulong instruction, out CallFrameRow row)
    {
        CallFrameInterpreter interpreter = new(entry, instruction);
        interpreter.Run(new ByteCursor(frames, entry.Common.InstructionsStart, entry.Common.InstructionsEnd));
        interpreter._initial = interpreter._row.Registers;
        interpreter.Run(new ByteCursor(frames, entry.InstructionsStart, entry.InstructionsEnd));
        row = interpreter._row;
        return !interpreter._failed;
    }

    private void Run(ByteCursor cursor)
    {
        while (cursor.HasMore && !_failed)
        {
            byte opcode = cursor.ReadByte();
            ulong operand = (ulong)(opcode & OperandMask);
            bool more = true;
            switch (opcode & CallFrameOpcode.PrimaryMask)
            {
                case CallFrameOpcode.AdvanceLocation:
                    more = Advance(operand);
                    break;
                case CallFrameOpcode.Offset:
                    SetScaled(operand, RegisterRuleKind.Offset, (long)cursor.ReadUnsignedLeb());
                    break;
                case CallFrameOpcode.Restore:
                    RestoreInitial(operand);
                    break;
                default:
                    more = ExecuteExtended(opcode, ref cursor);
                    break;
            }

            if (!more)
            {
                break;
            }
        }

        _failed |= cursor.Failed;
    }

    /// <returns>False when the row that was asked for is complete.</returns>
    private bool ExecuteExtended(byte opcode, ref ByteCursor cursor)
    {
        switch (opcode)
        {
            case CallFrameOpcode.NoOperation:
                break;
            case CallFrameOpcode.AdvanceLocation1:
                return Advance(cursor.ReadByte());
            case CallFrameOpcode.AdvanceLocation2:
                return Advance(cursor.ReadUInt16());
            case CallFrameOpcode.AdvanceLocation4:
                return Advance(cursor.ReadUInt32());
            case CallFrameOpcode.RememberState:
                Remember();
                break;
            case CallFrameOpcode.RestoreState:
                Recall();
                break;
            case CallFrameOpcode.DefineFrame:
                SetFrameRegister(cursor.ReadUnsignedLeb());
                SetFrameOffset((long)cursor.ReadUnsignedLeb());
                break;
            case CallFrameOpcode.DefineFrameSigned:
                SetFrameRegister(cursor.ReadUnsignedLeb());
                SetFrameOffset(cursor.ReadSignedLeb() * _common.DataAlignment);
                break;
            case CallFrameOpcode.DefineFrameRegister:
                SetFrameRegister(cursor.ReadUnsignedLeb());
                break;
            case CallFrameOpcode.DefineFrameOffset:
                SetFrameOffset((long)cursor.ReadUnsignedLeb());
                break;
            case CallFrameOpcode.DefineFrameOffsetSigned:
                SetFrameOffset(cursor.ReadSignedLeb() * _common.DataAlignment);
                break;
            case CallFrameOpcode.GnuArgumentsSize:
                cursor.ReadUnsignedLeb();
                break;
            default:
                ExecuteRule(opcode, ref cursor);
                break;
        }

        return true;
    }

    private void ExecuteRule(byte opcode, ref ByteCursor cursor)
    {
        ulong register = cursor.ReadUnsignedLeb();
        switch (opcode)
        {
            case CallFrameOpcode.Undefined:
                Set(register, RegisterRuleKind.Undefined, 0);
                break;
            case CallFrameOpcode.SameValue:
                Set(register, RegisterRuleKind.SameValue, 0);
                break;
            case CallFrameOpcode.Register:
                Set(register, RegisterRuleKind.Register, (long)cursor.ReadUnsignedLeb());
                break;
            case CallFrameOpcode.OffsetExtended:
                SetScaled(register, RegisterRuleKind.Offset, (long)cursor.ReadUnsignedLeb());
                break;
            case CallFrameOpcode.OffsetExtendedSigned:
                SetScaled(register, RegisterRuleKind.Offset, cursor.ReadSignedLeb());
                break;
            case CallFrameOpcode.ValueOffset:
                SetScaled(register, RegisterRuleKind.ValueOffset, (long)cursor.ReadUnsignedLeb());
                break;
            case CallFrameOpcode.ValueOffsetSigned:
                SetScaled(register, RegisterRuleKind.ValueOffset, cursor.ReadSignedLeb());
                break;
            case CallFrameOpcode.RestoreExtended:
                RestoreInitial(register);
                break;
            default:
                _failed = true;
                break;
        }
    }

    private bool Advance(ulong distance)
    {
        ulong next = _row.Start + (distance * _common.CodeAlignment);
        if (next > _target)
        {
            _row.End = Math.Min(next, _row.End);
            return false;
        }

        // A location that moves backwards (the product wrapped) would make rows overlap.
        _failed |= next < _row.Start;
        _row.Start = next;
        return true;
    }

    private void SetFrameRegister(ulong register)
    {
        _failed |= DwarfRegisters.Column(register) < 0;
        _row.FrameRegister = (int)register;
    }

    private void SetFrameOffset(long offset)
    {
        _failed |= offset != (int)offset;
        _row.FrameOffset = (int)offset;
    }

    private void SetScaled(ulong register, RegisterRuleKind kind, long factor) => Set(register, kind, factor * _common.DataAlignment);

    private void Set(ulong register, RegisterRuleKind kind, long operand)
    {
        _failed |= operand != (int)operand;
        int column = DwarfRegisters.Column(register);
        if (column >= 0)
        {
            _row.Registers[column] = new RegisterRule(kind, (int)operand);
        }
    }

    private void RestoreInitial(ulong register)
    {
        int column = DwarfRegisters.Column(register);
        if (column >= 0)
        {
            _row.Registers[column] = _initial[column];
        }
    }

    private void Remember()
    {
        if (_rememberedCount == MostRemembered)
        {
            _failed = true;
            return;
        }

        _remembered[_rememberedCount++] = _row;
    }

    private void Recall()
    {
        if (_rememberedCount == 0)
        {
            _failed = true;
            return;
        }

        ulong start = _row.Start;
        ulong end = _row.End;
        _row = _remembered[--_rememberedCount];
        _row.Start = start;
        _row.End = end;
    }

    [InlineArray(MostRemembered)]
    private struct RememberedRows
    {
        private CallFrameRow _first;
    }
}

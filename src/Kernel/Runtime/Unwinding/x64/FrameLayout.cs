namespace Hermit.Runtime.Unwinding;

/// <summary>
/// Where a frame keeps what its caller needs back: a row of call frame information boiled down to the registers that survive
/// calls. Offsets are bytes from the canonical frame address; 0 means that the register still has the caller's value (nothing
/// is ever saved at the canonical frame address itself: that is the caller's).
/// </summary>
public struct FrameLayout
{
    /// <summary>The register that the canonical frame address counts from.</summary>
    public int FrameRegister;

    /// <summary>Bytes from that register to the canonical frame address.</summary>
    public int FrameOffset;

    /// <summary>Where the return address is; 0 when this is the outermost frame.</summary>
    public int ReturnAddress;

    /// <summary>Where the caller's stack pointer is; 0 when it is the canonical frame address, as in every ordinary frame.</summary>
    public int Rsp;

    /// <summary>Where RBP is saved.</summary>
    public int Rbp;

    /// <summary>Where RBX is saved.</summary>
    public int Rbx;

    /// <summary>Where R12 is saved.</summary>
    public int R12;

    /// <summary>Where R13 is saved.</summary>
    public int R13;

    /// <summary>Where R14 is saved.</summary>
    public int R14;

    /// <summary>Where R15 is saved.</summary>
    public int R15;

    /// <summary>Whether this is the outermost frame: it says that there is no return address.</summary>
    public readonly bool IsOutermost => ReturnAddress == 0;

    /// <summary>Boils <paramref name="row"/> down. False when it has a rule that this form cannot hold.</summary>
    public static bool TryFrom(in CallFrameRow row, out FrameLayout layout)
    {
        layout = default;
        layout.FrameRegister = row.FrameRegister;
        layout.FrameOffset = row.FrameOffset;
        RegisterRule outermost = row.Registers[DwarfRegisters.ReturnAddress];
        bool known = outermost.Kind == RegisterRuleKind.Undefined || TryTake(outermost, out layout.ReturnAddress);
        return known &&
            TryTake(row.Registers[DwarfRegisters.Rsp], out layout.Rsp) &&
            TryTake(row.Registers[DwarfRegisters.Rbp], out layout.Rbp) &&
            TryTake(row.Registers[DwarfRegisters.Rbx], out layout.Rbx) &&
            TryTake(row.Registers[DwarfRegisters.R12], out layout.R12) &&
            TryTake(row.Registers[DwarfRegisters.R13], out layout.R13) &&
            TryTake(row.Registers[DwarfRegisters.R14], out layout.R14) &&
            TryTake(row.Registers[DwarfRegisters.R15], out layout.R15);
    }

    /// <summary>
    /// Replaces <paramref name="registers"/> by those of the caller. False, with the registers unchanged, at the outermost frame
    /// and when a saved register would lie outside <paramref name="stack"/>, or the stack would not shrink.
    /// </summary>
    public readonly bool TryUndo(ref UnwindRegisters registers, AddressedBytes stack)
    {
        UnwindRegisters caller = registers;
        if (IsOutermost || !registers.TryGet(FrameRegister, out ulong frame))
        {
            return false;
        }

        frame += (ulong)FrameOffset;
        caller.Rsp = frame;
        bool read =
            stack.TryRead(frame + (ulong)ReturnAddress, out caller.Rip) &&
            TryRestore(stack, frame, Rsp, ref caller.Rsp) &&
            TryRestore(stack, frame, Rbp, ref caller.Rbp) &&
            TryRestore(stack, frame, Rbx, ref caller.Rbx) &&
            TryRestore(stack, frame, R12, ref caller.R12) &&
            TryRestore(stack, frame, R13, ref caller.R13) &&
            TryRestore(stack, frame, R14, ref caller.R14) &&
            TryRestore(stack, frame, R15, ref caller.R15);

        // A caller's frame lies above its callee's. Insisting on it is what makes every walk end.
        if (!read || caller.Rsp <= registers.Rsp)
        {
            return false;
        }

        registers = caller;
        return true;
    }

    private static bool TryTake(in RegisterRule rule, out int offset)
    {
        offset = rule.Kind == RegisterRuleKind.Offset ? rule.Operand : 0;
        return rule.Kind switch
        {
            RegisterRuleKind.Unspecified or RegisterRuleKind.SameValue => true,
            RegisterRuleKind.Offset => rule.Operand != 0,
            _ => false,
        };
    }

    private static bool TryRestore(AddressedBytes stack, ulong frame, int offset, ref ulong register) =>
        offset == 0 || stack.TryRead(frame + (ulong)offset, out register);
}

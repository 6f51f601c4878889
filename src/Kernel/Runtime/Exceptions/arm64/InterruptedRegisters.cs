using Hermit.Machine;
using Hermit.Unwinding;

namespace Hermit.Runtime.Exceptions;

/// <summary>What a stack walk needs of an interrupted thread's registers.</summary>
internal static class InterruptedRegisters
{
    /// <summary>
    /// The registers that survive a call. Of the vector registers, which handlers save elsewhere, none: a walk from here looks for places in code and
    /// for references, and neither is in them.
    /// </summary>
    public static UnwindRegisters Of(in TrapRegisters frame)
    {
        UnwindRegisters registers = default;
        registers.InstructionPointer = frame.Pc;
        registers.StackPointer = frame.Sp;
        registers.FramePointer = frame.Fp;
        registers.LinkRegister = frame.Lr;
        registers.TrySet(DwarfRegisters.X19, frame.X19);
        registers.TrySet(DwarfRegisters.X19 + 1, frame.X20);
        registers.TrySet(DwarfRegisters.X19 + 2, frame.X21);
        registers.TrySet(DwarfRegisters.X19 + 3, frame.X22);
        registers.TrySet(DwarfRegisters.X19 + 4, frame.X23);
        registers.TrySet(DwarfRegisters.X19 + 5, frame.X24);
        registers.TrySet(DwarfRegisters.X19 + 6, frame.X25);
        registers.TrySet(DwarfRegisters.X19 + 7, frame.X26);
        registers.TrySet(DwarfRegisters.X19 + 8, frame.X27);
        registers.TrySet(DwarfRegisters.X19 + 9, frame.X28);
        return registers;
    }
}

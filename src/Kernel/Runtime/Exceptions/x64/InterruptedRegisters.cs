using Hermit.Machine;
using Hermit.Unwinding;

namespace Hermit.Runtime.Exceptions;

/// <summary>What a stack walk needs of an interrupted thread's registers.</summary>
internal static class InterruptedRegisters
{
    /// <summary>The registers that survive a call.</summary>
    public static UnwindRegisters Of(in TrapRegisters frame) => new()
    {
        InstructionPointer = frame.Rip,
        StackPointer = frame.Rsp,
        FramePointer = frame.Rbp,
        Rbx = frame.Rbx,
        R12 = frame.R12,
        R13 = frame.R13,
        R14 = frame.R14,
        R15 = frame.R15,
    };
}

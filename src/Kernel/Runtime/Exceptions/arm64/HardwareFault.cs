using Hermit.Machine;
using Hermit.Unwinding;

namespace Hermit.Runtime.Exceptions;

/// <summary>Turns processor exceptions that the program caused into managed ones. A division by zero is none: compiled code looks for it.</summary>
public static class HardwareFault
{
    // What .NET takes for a null reference: objects with a field further away than this are checked explicitly.
    private const ulong NullAreaSize = 0x1_0000;

    /// <summary>
    /// Looks at a processor exception on behalf of the thread that it interrupted. When it is the program's, <paramref name="frame"/>
    /// is changed so that the thread goes on by throwing the managed exception.
    /// </summary>
    /// <param name="frame">The registers of the thread; <see cref="TrapFrame.ErrorCode"/> says what happened.</param>
    /// <param name="faultAddress">For a failed access: the address (FAR_EL1).</param>
    /// <returns>False when the fault is not the program's: then the kernel is broken.</returns>
    /// <remarks>Called with interrupts masked, on the exception's own stack. Does not block.</remarks>
    public static bool TryTranslate(TrapFrame frame, ulong faultAddress)
    {
        ExceptionSyndrome syndrome = new(frame.ErrorCode);
        if (!syndrome.IsDataAbort && !syndrome.IsMisaligned)
        {
            return false;
        }

        if (!ImageMap.Current.IsManaged(frame.InstructionPointer))
        {
            return syndrome.IsDataAbort && TryLeaveHelper(frame, faultAddress);
        }

        HardwareExceptionCode code = syndrome.IsMisaligned ? HardwareExceptionCode.DatatypeMisalignment
            : faultAddress >= NullAreaSize ? HardwareExceptionCode.AccessViolation
            : HardwareExceptionCode.NullReference;
        return Redirect(frame, code, frame.InstructionPointer);
    }

    /// <summary>
    /// Makes a thread that ran into its guard page report the overflow and end the program: .NET does not let it catch that.
    /// </summary>
    /// <param name="frame">The registers of the thread.</param>
    /// <remarks>Called with interrupts masked, on the exception's own stack. Does not block.</remarks>
    public static void ReportStackOverflow(TrapFrame frame) => StackOverflow.Redirect(frame);

    /// <summary>An assembly helper that was given a null reference: its caller throws, at the call.</summary>
    private static bool TryLeaveHelper(TrapFrame frame, ulong faultAddress)
    {
        ref readonly ImageMap map = ref ImageMap.Current;
        if (!FrameTable.TryDescribe(frame.InstructionPointer, out FrameDescription description) || !map.IsFaultHelper(description.FunctionStart))
        {
            return false;
        }

        UnwindRegisters registers = InterruptedRegisters.Of(frame.Registers);
        if (!FrameTable.TryUndo(description, ref registers) || !map.IsManaged(registers.InstructionPointer))
        {
            return false;
        }

        // SAFETY: the registers of the managed caller, found by the helper's unwinding information. The helpers leave all others that survive calls alone.
        unsafe
        {
            ref TrapRegisters changed = ref frame.Change();
            changed.Sp = registers.StackPointer;
            changed.Fp = registers.FramePointer;
            changed.Lr = registers.LinkRegister;
        }

        return Redirect(frame, faultAddress < NullAreaSize ? HardwareExceptionCode.HelperNullReference : HardwareExceptionCode.AccessViolation, registers.InstructionPointer);
    }

    private static bool Redirect(TrapFrame frame, HardwareExceptionCode code, ulong instruction)
    {
        // SAFETY: the helper that throws takes these two arguments, and nothing else that the thread had.
        unsafe
        {
            ref TrapRegisters registers = ref frame.Change();
            registers.X0 = (ulong)code;
            registers.X1 = instruction;
            registers.Pc = ImageMap.Current.ThrowHardware;
        }

        return true;
    }
}

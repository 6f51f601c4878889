using System;
using Hermit.Machine;
using Hermit.Unwinding;

namespace Hermit.Runtime.Exceptions;

/// <summary>Turns processor exceptions that the program caused into managed ones.</summary>
public static class HardwareFault
{
    private const int LongestInstruction = 15;

    // What .NET takes for a null reference: objects with a field further away than this are checked explicitly.
    private const ulong NullAreaSize = 0x1_0000;

    /// <summary>
    /// Looks at a processor exception on behalf of the thread that it interrupted. When it is the program's, <paramref name="frame"/>
    /// is changed so that the thread goes on by throwing the managed exception.
    /// </summary>
    /// <param name="frame">The registers of the thread; <see cref="TrapFrame.Vector"/> says what happened.</param>
    /// <param name="faultAddress">For a page fault: the address (CR2).</param>
    /// <returns>False when the fault is not the program's: then the kernel is broken.</returns>
    /// <remarks>Called with interrupts masked, on the exception's own stack. Does not block.</remarks>
    public static bool TryTranslate(TrapFrame frame, ulong faultAddress)
    {
        FaultVector vector = (FaultVector)frame.Vector;
        if (ImageMap.Current.IsManaged(frame.InstructionPointer))
        {
            return TryGetCode(vector, frame.Registers, faultAddress, out HardwareExceptionCode code) && Redirect(frame, code, frame.InstructionPointer);
        }

        return vector is FaultVector.PageFault or FaultVector.GeneralProtection && TryLeaveHelper(frame, vector, faultAddress);
    }

    /// <summary>
    /// Makes a thread that ran into its guard page report the overflow and end the program: .NET does not let it catch that.
    /// </summary>
    /// <param name="frame">The registers of the thread.</param>
    /// <remarks>Called with interrupts masked, on the exception's own stack. Does not block.</remarks>
    public static void ReportStackOverflow(TrapFrame frame) => StackOverflow.Redirect(frame);

    private static bool TryGetCode(FaultVector vector, in TrapRegisters frame, ulong faultAddress, out HardwareExceptionCode code)
    {
        code = vector switch
        {
            FaultVector.Divide => GetDivideCode(frame),
            FaultVector.AlignmentCheck => HardwareExceptionCode.DatatypeMisalignment,
            FaultVector.PageFault when faultAddress >= NullAreaSize => HardwareExceptionCode.AccessViolation,

            // An address that is not canonical: the processor does not tell which, and Linux then reports address 0.
            _ => HardwareExceptionCode.NullReference,
        };
        return vector is FaultVector.Divide or FaultVector.AlignmentCheck or FaultVector.PageFault or FaultVector.GeneralProtection or FaultVector.StackSegment;
    }

    private static HardwareExceptionCode GetDivideCode(in TrapRegisters frame)
    {
        GeneralRegisters registers = GetRegisters(frame);
        ReadOnlySpan<byte> code = ImageMap.Current.Image.Slice(frame.Rip, LongestInstruction);
        if (!DivideInstruction.TryDecode(code, frame.Rip, registers, out DivideInstruction instruction))
        {
            return HardwareExceptionCode.IntegerDivideByZero;
        }

        if (!instruction.IsMemory)
        {
            return Classify(instruction.GetRegisterOperand(registers));
        }

        // SAFETY: the processor has just read the divisor there, and a word that starts in mapped memory of the program is
        // read byte by byte only as far as the operand reaches.
        unsafe
        {
            ulong divisor = 0;
            new ReadOnlySpan<byte>((void*)instruction.Address, instruction.Size).CopyTo(new Span<byte>(&divisor, sizeof(ulong)));
            return Classify(divisor);
        }
    }

    private static HardwareExceptionCode Classify(ulong divisor) =>
        divisor == 0 ? HardwareExceptionCode.IntegerDivideByZero : HardwareExceptionCode.IntegerOverflow;

    /// <summary>An assembly helper that was given a null reference: its caller throws, at the call.</summary>
    private static bool TryLeaveHelper(TrapFrame frame, FaultVector vector, ulong faultAddress)
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

        // SAFETY: the registers of the managed caller, found by the helper's unwinding information.
        unsafe
        {
            ref TrapRegisters changed = ref frame.Change();
            changed.Rsp = registers.StackPointer;
            changed.Rbp = registers.FramePointer;
            changed.Rbx = registers.Rbx;
            changed.R12 = registers.R12;
            changed.R13 = registers.R13;
            changed.R14 = registers.R14;
            changed.R15 = registers.R15;
        }

        bool isNull = vector == FaultVector.GeneralProtection || faultAddress < NullAreaSize;
        return Redirect(frame, isNull ? HardwareExceptionCode.HelperNullReference : HardwareExceptionCode.AccessViolation, registers.InstructionPointer);
    }

    private static bool Redirect(TrapFrame frame, HardwareExceptionCode code, ulong instruction)
    {
        // SAFETY: the helper that throws takes these two arguments, and nothing else that the thread had.
        unsafe
        {
            ref TrapRegisters registers = ref frame.Change();
            registers.Rdi = (ulong)code;
            registers.Rsi = instruction;
            registers.Rip = ImageMap.Current.ThrowHardware;
        }

        return true;
    }

    private static GeneralRegisters GetRegisters(in TrapRegisters frame)
    {
        GeneralRegisters registers = default;
        registers[0] = frame.Rax;
        registers[1] = frame.Rcx;
        registers[2] = frame.Rdx;
        registers[GeneralRegisters.Rbx] = frame.Rbx;
        registers[GeneralRegisters.Rsp] = frame.Rsp;
        registers[GeneralRegisters.Rbp] = frame.Rbp;
        registers[GeneralRegisters.Rsi] = frame.Rsi;
        registers[GeneralRegisters.Rdi] = frame.Rdi;
        registers[8] = frame.R8;
        registers[9] = frame.R9;
        registers[10] = frame.R10;
        registers[11] = frame.R11;
        registers[12] = frame.R12;
        registers[13] = frame.R13;
        registers[14] = frame.R14;
        registers[15] = frame.R15;
        return registers;
    }
}

using Hermit.Machine;

namespace Hermit.Runtime.Exceptions;

/// <summary>The stack of a thread that panics, within the bounds that its thread block states.</summary>
public static class PanicStack
{
    /// <summary>Prints the stack of an interrupted thread.</summary>
    public static unsafe void Write<TWriter>(TrapFrame frame)
        where TWriter : struct, ITextWriter
    {
        ThreadStackBounds bounds = ThreadStackBounds.Current;
        // SAFETY: everything from a thread's stack pointer to the end of its stack is mapped.
        KernelStackTrace.Write(InterruptedRegisters.Of(frame.Registers), isExact: true, bounds.Low, bounds.High, &TWriter.Write);
    }

    /// <summary>Prints the stack of the caller, which may be an interrupt stack.</summary>
    public static unsafe void WriteCurrent<TWriter>()
        where TWriter : struct, ITextWriter
    {
        ThreadStackBounds bounds = ThreadStackBounds.Around(Cpu.StackPointer);
        // SAFETY: the bounds are those of the stack that this runs on.
        KernelStackTrace.WriteCurrent(&TWriter.Write, bounds.Low, bounds.High);
    }
}

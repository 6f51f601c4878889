using System.Runtime.InteropServices;
using Hermit.Runtime.Unwinding;

namespace Hermit.Runtime.Exceptions;

/// <summary>
/// The registers of a frame as handed to the funclet trampolines. The managed dispatcher knows the size, and where the stack
/// pointer is; the rest is between the iterator and x64/Exceptions.S.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 136)]
internal struct RegisterDisplay
{
    /// <summary>The registers.</summary>
    [FieldOffset(0)]
    public UnwindRegisters Registers;

    /// <summary>The stack pointer again, where <c>System.Runtime.REGDISPLAY</c> of .NET 10 has it.</summary>
    [FieldOffset(120)]
    public ulong StackPointer;
}

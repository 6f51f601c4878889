using System.Runtime.InteropServices;
using Hermit.Abi;
using Hermit.Unwinding;

namespace Hermit.Runtime.Exceptions;

/// <summary>
/// The registers of a frame as handed to the funclet trampolines. The managed dispatcher knows the size, and where the stack
/// pointer is; the rest is between the iterator and Exceptions.S.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = RegisterDisplayPlaces.ByteCount)]
internal struct RegisterDisplay
{
    /// <summary>The registers.</summary>
    [FieldOffset(RegisterDisplayPlaces.Registers)]
    public UnwindRegisters Registers;

    /// <summary>The stack pointer again, where <c>System.Runtime.REGDISPLAY</c> of .NET 10 has it.</summary>
    [FieldOffset(RegisterDisplayPlaces.StackPointer)]
    public ulong StackPointer;
}

namespace Hermit.Unwinding;

/// <summary>What the place of a slot counts from. The first three are the compiler's numbers (GcStackSlotBase).</summary>
public enum GcSlotBase : byte
{
    /// <summary>The stack pointer of the caller, behind its call.</summary>
    CallerStackPointer = 0,

    /// <summary>The stack pointer.</summary>
    StackPointer = 1,

    /// <summary>The register that <see cref="GcInfoHeader.StackBaseRegister"/> names.</summary>
    FrameRegister = 2,

    /// <summary>The slot is a register.</summary>
    Register = 3,
}

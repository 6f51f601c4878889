namespace Hermit.Runtime.Exceptions;

/// <summary>What the processor says about an exception (Arm ARM, D19.2.37, ESR_EL1), as far as a program can cause it.</summary>
internal readonly struct ExceptionSyndrome
{
    private const int ClassShift = 26;
    private const ulong StatusMask = 0x3F;
    private const ulong DataAbort = 0x25;
    private const ulong StackAlignment = 0x26;
    private const ulong AlignmentStatus = 0x21;

    private readonly ulong _value;

    /// <summary>Interprets the register's value.</summary>
    public ExceptionSyndrome(ulong value) => _value = value;

    /// <summary>A load or store of the kernel's privilege level failed.</summary>
    public bool IsDataAbort => _value >> ClassShift == DataAbort;

    /// <summary>An unaligned access, where that is forbidden.</summary>
    public bool IsMisaligned => _value >> ClassShift == StackAlignment || (IsDataAbort && (_value & StatusMask) == AlignmentStatus);
}

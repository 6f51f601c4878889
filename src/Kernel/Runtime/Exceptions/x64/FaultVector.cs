namespace Hermit.Runtime.Exceptions;

/// <summary>The processor exceptions that a program can cause (Intel SDM vol. 3, table 6-1).</summary>
internal enum FaultVector : ulong
{
    /// <summary>#DE: a division by zero, or a quotient that is too large.</summary>
    Divide = 0,

    /// <summary>#SS: an address that is not canonical, relative to the stack.</summary>
    StackSegment = 12,

    /// <summary>#GP: an address that is not canonical.</summary>
    GeneralProtection = 13,

    /// <summary>#PF: an address that is not mapped, or not for this access.</summary>
    PageFault = 14,

    /// <summary>#AC: an unaligned access, where that is forbidden.</summary>
    AlignmentCheck = 17,
}

namespace Hermit.Unwinding;

/// <summary>
/// How GC information for arm64 is written, version 4 (.NET 10; coreclr's <c>inc/gcinfotypes.h</c>, ARM64GcInfoEncoding): numbers come in
/// groups of as many bits as stand here.
/// </summary>
internal static class GcInfoEncoding
{
    public const int CodeLengthGroup = 8;
    public const int PrologSizeGroup = 5;
    public const int EpilogSizeGroup = 3;
    public const int StackSlotGroup = 6;
    public const int StackSlotDeltaGroup = 4;
    public const int StackBaseRegisterGroup = 2;
    public const int EditAndContinueAreaGroup = 4;
    public const int StackAreaGroup = 3;
    public const int SafePointCountGroup = 3;
    public const int RangeCountGroup = 1;
    public const int RangeStartGroup = 6;
    public const int RangeLengthGroup = 6;
    public const int RegisterCountGroup = 3;
    public const int StackSlotCountGroup = 2;
    public const int UntrackedCountGroup = 1;
    public const int RegisterGroup = 3;
    public const int RegisterDeltaGroup = 2;
    public const int PointerSizeGroup = 3;
    public const int LiveRunGroup = 2;
    public const int DeadRunGroup = 4;

    /// <summary>log2 of the bytes in which places in code are written: instructions have four.</summary>
    public const int CodeShift = 2;

    /// <summary>Stack places are written in words.</summary>
    public const int WordSize = sizeof(ulong);

    /// <summary>Places in code that one chunk of an interruptible range describes.</summary>
    public const uint ChunkSize = 1 << ChunkShift;

    /// <summary>log2 of <see cref="ChunkSize"/>.</summary>
    public const int ChunkShift = 6;

    private const uint RegisterCount = 32;

    /// <summary>The DWARF number of a register that is written as <paramref name="number"/>, which is the same; -1 when there is none.</summary>
    public static int ToDwarfRegister(uint number) => number < RegisterCount ? (int)number : -1;

    /// <summary>The DWARF number of a frame register that is written as <paramref name="number"/>, X29 as 0; -1 when there is none.</summary>
    public static int ToDwarfBaseRegister(uint number) => ToDwarfRegister(number ^ DwarfRegisters.Fp);
}

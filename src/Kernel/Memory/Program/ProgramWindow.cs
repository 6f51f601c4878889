namespace Hermit.Memory;

/// <summary>
/// The part of the address space that <c>mmap</c> hands out: pages in it are the program's alone. Who has which range of it is for the caller to keep;
/// addresses outside of the window are refused.
/// </summary>
public static partial class ProgramWindow
{
    /// <summary>The first address: far from RAM, whose addresses are physical, and below the window of the stacks.</summary>
    public static nuint Start => unchecked((nuint)0x6000_0000_0000);

    /// <summary>The address after the last.</summary>
    public static nuint End => unchecked((nuint)0x7000_0000_0000);

    /// <summary>Whether a range lies in the window.</summary>
    public static bool Contains(nuint start, nuint bytes) => start >= Start && start <= End && bytes <= End - start;
}

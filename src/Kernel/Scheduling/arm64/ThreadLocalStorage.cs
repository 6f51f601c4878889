using System;

using Hermit.Abi;

namespace Hermit.Scheduling;

/// <summary>
/// Thread-local variables: variant I of the ELF ABI, by which they begin behind two words where TPIDR_EL0 refers to, above the thread's area. Each thread
/// has a copy of the initial values.
/// </summary>
internal static class ThreadLocalStorage
{
    private const nuint SmallestAlignment = 64;
    private const nuint ControlBlockBytes = 16;

    // From the thread pointer to the variables.
    private static nuint VariablesOffset => (ControlBlockBytes + ThreadLocalTemplate.Alignment - 1) & ~(ThreadLocalTemplate.Alignment - 1);

    /// <summary>
    /// The highest place for an area of <paramref name="areaBytes"/> and its variables that ends at <paramref name="end"/>; hands out where the stack
    /// below begins.
    /// </summary>
    public static nuint Place(nuint end, nuint areaBytes, out nuint stackHigh)
    {
        Panic.Unless(areaBytes <= AbiConstants.ThreadPointerOffset, "a thread's area is longer than the distance to its variables");
        nuint alignment = Math.Max(ThreadLocalTemplate.Alignment, SmallestAlignment);
        nuint pointer = (end - ThreadLocalTemplate.MemorySize - VariablesOffset) & ~(alignment - 1);
        stackHigh = pointer - AbiConstants.ThreadPointerOffset;
        return stackHigh;
    }

    /// <summary>Gives the variables, which are above <paramref name="area"/>, their initial values.</summary>
    /// <remarks>Safety: <paramref name="area"/> came from <see cref="Place"/> and the memory is committed.</remarks>
    [RequiresUnsafe]
    public static void Initialize(nuint area)
    {
        unsafe
        {
            // SAFETY: Place kept room for them there.
            ThreadLocalTemplate.CopyTo(area + AbiConstants.ThreadPointerOffset + VariablesOffset);
        }
    }
}

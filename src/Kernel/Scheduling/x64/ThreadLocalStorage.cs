using System;

namespace Hermit.Scheduling;

/// <summary>
/// Thread-local variables: variant II of the System V ABI, by which they end where the thread base refers to, at the thread's area. Each thread has a
/// copy of the initial values.
/// </summary>
internal static class ThreadLocalStorage
{
    private const nuint SmallestAlignment = 64;

    /// <summary>
    /// The highest place for an area of <paramref name="areaBytes"/> and its variables that ends at <paramref name="end"/>; hands out where the stack
    /// below begins.
    /// </summary>
    public static nuint Place(nuint end, nuint areaBytes, out nuint stackHigh)
    {
        nuint alignment = Math.Max(ThreadLocalTemplate.Alignment, SmallestAlignment);
        nuint area = (end - areaBytes) & ~(alignment - 1);
        stackHigh = (area - ThreadLocalTemplate.MemorySize) & ~(alignment - 1);
        return area;
    }

    /// <summary>Gives the variables, which end below <paramref name="area"/>, their initial values.</summary>
    /// <remarks>Safety: <paramref name="area"/> came from <see cref="Place"/> and the memory is committed.</remarks>
    [RequiresUnsafe]
    public static void Initialize(nuint area)
    {
        nuint size = (ThreadLocalTemplate.MemorySize + ThreadLocalTemplate.Alignment - 1) & ~(ThreadLocalTemplate.Alignment - 1);
        unsafe
        {
            // SAFETY: Place kept room for that below the area.
            ThreadLocalTemplate.CopyTo(area - size);
        }
    }
}

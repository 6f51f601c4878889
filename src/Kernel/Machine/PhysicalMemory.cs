using System;

namespace Hermit.Machine;

/// <summary>Views of firmware tables in identity-mapped memory.</summary>
internal static class PhysicalMemory
{
    /// <summary>The bytes at an address.</summary>
    /// <remarks>Safety: the range is mapped and nobody writes to it.</remarks>
    [RequiresUnsafe]
    public static unsafe ReadOnlySpan<byte> View(nuint address, int length) => new((void*)address, length);
}

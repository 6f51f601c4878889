using System;
using System.Runtime;
using System.Runtime.CompilerServices;

using Hermit.Machine;

namespace Hermit.Scheduling;

/// <summary>
/// Thread-local variables: variant II of the System V ABI, by which they end where the thread base refers to, at the thread's area. Each thread has a
/// copy of the initial values that the linker collected.
/// </summary>
internal static class ThreadLocalStorage
{
    private const nuint SmallestAlignment = 64;

    private static nuint MemorySize
    {
        get
        {
            unsafe
            {
                // SAFETY: the linker defines the symbol, whose address is the size.
                return LinkerSymbol.Address(&MemorySizeSymbol);
            }
        }
    }

    private static nuint Alignment
    {
        get
        {
            unsafe
            {
                // SAFETY: the linker defines the symbol, whose address is the alignment, a power of two or 0.
                return Math.Max(1, LinkerSymbol.Address(&AlignmentSymbol));
            }
        }
    }

    /// <summary>
    /// The highest place for an area of <paramref name="areaBytes"/> and its variables that ends at <paramref name="end"/>; hands out where the stack
    /// below begins.
    /// </summary>
    public static nuint Place(nuint end, nuint areaBytes, out nuint stackHigh)
    {
        nuint alignment = Math.Max(Alignment, SmallestAlignment);
        nuint area = (end - areaBytes) & ~(alignment - 1);
        stackHigh = (area - MemorySize) & ~(alignment - 1);
        return area;
    }

    /// <summary>Gives the variables, which end below <paramref name="area"/>, their initial values.</summary>
    /// <remarks>Safety: <paramref name="area"/> came from <see cref="Place"/> and the memory is committed.</remarks>
    [RequiresUnsafe]
    public static void Initialize(nuint area)
    {
        nuint size = (MemorySize + Alignment - 1) & ~(Alignment - 1);
        unsafe
        {
            // SAFETY: the linker laid the template out with this size; Place kept room for more than that below the area.
            int fileSize = (int)LinkerSymbol.Address(&FileSizeSymbol);
            var variables = new Span<byte>((void*)(area - size), (int)size);
            variables.Clear();
            new ReadOnlySpan<byte>((void*)LinkerSymbol.Address(&TemplateSymbol), fileSize).CopyTo(variables);
        }
    }

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("__hermit_tls_start")]
    private static extern void TemplateSymbol();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("__hermit_tls_file_size")]
    private static extern void FileSizeSymbol();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("__hermit_tls_memory_size")]
    private static extern void MemorySizeSymbol();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("__hermit_tls_alignment")]
    private static extern void AlignmentSymbol();
}

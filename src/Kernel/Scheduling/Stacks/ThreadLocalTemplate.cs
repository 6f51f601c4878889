using System;
using System.Runtime;
using System.Runtime.CompilerServices;

using Hermit.Machine;

namespace Hermit.Scheduling;

/// <summary>The initial values of the thread-local variables, which the linker collected.</summary>
internal static class ThreadLocalTemplate
{
    /// <summary>The size of the variables, in bytes.</summary>
    public static nuint MemorySize
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

    /// <summary>Their alignment in bytes, a power of two.</summary>
    public static nuint Alignment
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

    /// <summary>Gives the variables at <paramref name="address"/> their initial values.</summary>
    /// <remarks>Safety: that much memory there is committed, and the caller's.</remarks>
    [RequiresUnsafe]
    public static void CopyTo(nuint address)
    {
        unsafe
        {
            // SAFETY: the linker laid the template out with this size; the destination is the caller's obligation.
            int fileSize = (int)LinkerSymbol.Address(&FileSizeSymbol);
            var variables = new Span<byte>((void*)address, (int)MemorySize);
            new ReadOnlySpan<byte>((void*)LinkerSymbol.Address(&TemplateSymbol), fileSize).CopyTo(variables);
            variables.Slice(fileSize).Clear();
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

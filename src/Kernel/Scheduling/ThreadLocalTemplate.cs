using System;
using System.Runtime;
using System.Runtime.CompilerServices;

using Hermit.Machine;

namespace Hermit.Scheduling;

/// <summary>The initial values of thread-local variables, which the linker collected; each thread has a copy below its thread block.</summary>
// SAFETY: the linker defines the symbols, and lays the template out with these sizes.
internal static unsafe class ThreadLocalTemplate
{
    private static nuint MemorySize => LinkerSymbol.Address(&MemorySizeSymbol);

    private static nuint FileSize => LinkerSymbol.Address(&FileSizeSymbol);

    private static nuint Alignment => LinkerSymbol.Address(&AlignmentSymbol);

    /// <summary>The highest place for a thread block and its variables that ends at <paramref name="end"/>; hands out where they start.</summary>
    public static ThreadBlock* Place(nuint end, out nuint start)
    {
        nuint alignment = Alignment < 64 ? 64 : Alignment;
        nuint block = (end - ThreadBlock.Size) & ~(alignment - 1);
        start = (block - MemorySize) & ~(alignment - 1);
        return (ThreadBlock*)block;
    }

    /// <summary>Copies the initial values to their place below <paramref name="block"/>, in zeroed memory.</summary>
    /// <remarks>Safety: <paramref name="block"/> came from <see cref="Place"/> and the memory is committed.</remarks>
    [RequiresUnsafe]
    public static void CopyTo(ThreadBlock* block)
    {
        nuint alignment = Alignment == 0 ? 1 : Alignment;
        nuint size = (MemorySize + alignment - 1) & ~(alignment - 1);
        ReadOnlySpan<byte> template = new((void*)LinkerSymbol.Address(&TemplateSymbol), (int)FileSize);
        template.CopyTo(new Span<byte>((byte*)block - size, (int)FileSize));
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

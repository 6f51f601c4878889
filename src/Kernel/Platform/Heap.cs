using System.Runtime;

using Hermit.Files;
using Hermit.Memory;

namespace Hermit.Platform;

/// <summary>Memory of the C kind (System.Native's pal_memory).</summary>
// SAFETY: the exports are called by the .NET libraries alone; what they free they got here, and the heap panics if not.
internal static unsafe class Heap
{
    [RuntimeExport("SystemNative_Malloc")]
    private static void* Malloc(nuint bytes) => OrNoMemory(KernelHeap.Allocate(bytes));

    [RuntimeExport("SystemNative_Calloc")]
    private static void* Calloc(nuint count, nuint bytes) => OrNoMemory(KernelHeap.AllocateZeroed(count, bytes));

    [RuntimeExport("SystemNative_Realloc")]
    private static void* Realloc(void* pointer, nuint bytes) => OrNoMemory(KernelHeap.Reallocate(pointer, bytes));

    [RuntimeExport("SystemNative_Free")]
    private static void Free(void* pointer) => KernelHeap.Free(pointer);

    [RuntimeExport("SystemNative_AlignedAlloc")]
    private static void* AlignedAlloc(nuint alignment, nuint bytes) => OrNoMemory(KernelHeap.AllocateAligned(bytes, alignment));

    [RuntimeExport("SystemNative_AlignedFree")]
    private static void AlignedFree(void* pointer) => KernelHeap.Free(pointer);

    [RuntimeExport("SystemNative_AlignedRealloc")]
    private static void* AlignedRealloc(void* pointer, nuint alignment, nuint bytes) => OrNoMemory(KernelHeap.ReallocateAligned(pointer, bytes, alignment));

    private static void* OrNoMemory(void* pointer)
    {
        if (pointer == null)
        {
            Errno.Value = (int)FileError.OutOfMemory;
        }

        return pointer;
    }
}

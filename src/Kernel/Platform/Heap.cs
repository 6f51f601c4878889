using Hermit.Abi;
using Hermit.Memory;

namespace Hermit.Platform;

/// <summary>Memory of the C kind (System.Native's pal_memory). What the program frees it got here, and the heap panics if not.</summary>
internal static class Heap
{
    [Export("SystemNative_Malloc")]
    internal static ProgramMemory Malloc(nuint bytes) => OrNoMemory(ProgramMemory.Allocate(bytes));

    [Export("SystemNative_Calloc")]
    internal static ProgramMemory Calloc(nuint count, nuint bytes) => OrNoMemory(ProgramMemory.AllocateZeroed(count, bytes));

    [Export("SystemNative_Realloc")]
    internal static ProgramMemory Realloc(ProgramMemory block, nuint bytes) => OrNoMemory(block.Reallocate(bytes));

    [Export("SystemNative_Free")]
    internal static void Free(ProgramMemory block) => block.Free();

    [Export("SystemNative_AlignedAlloc")]
    internal static ProgramMemory AlignedAlloc(nuint alignment, nuint bytes) => OrNoMemory(ProgramMemory.AllocateAligned(bytes, alignment));

    [Export("SystemNative_AlignedFree")]
    internal static void AlignedFree(ProgramMemory block) => block.Free();

    [Export("SystemNative_AlignedRealloc")]
    internal static ProgramMemory AlignedRealloc(ProgramMemory block, nuint alignment, nuint bytes) => OrNoMemory(block.ReallocateAligned(bytes, alignment));

    internal static ProgramMemory OrNoMemory(ProgramMemory block)
    {
        if (block.IsNull)
        {
            CurrentThread.Error = SystemError.OutOfMemory;
        }

        return block;
    }
}

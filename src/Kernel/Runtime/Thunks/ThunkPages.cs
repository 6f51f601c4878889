using System;
using System.Runtime;

using Hermit.Machine;
using Hermit.Memory;

namespace Hermit.Runtime.Thunks;

/// <summary>
/// Interop thunks: small pieces of code that each load the address of their own two words of data and jump to where the last word of that data
/// page says. The code is written once, before it becomes executable; afterwards only the data changes.
/// </summary>
internal static class ThunkPages
{
    private const int PageSize = 4096;
    private const int PagesPerMapping = 8;
    private const int MappingSize = PageSize * PagesPerMapping;
    private const int DataSize = 16;

    // E_OUTOFMEMORY
    private const int OutOfMemory = unchecked((int)0x8007_000E);

    // A thunk is larger than its data, so that the last word of a data page is left to say where to jump.
    private const int ThunksPerPage = PageSize / ThunkCode.Size;

    [RuntimeExport("RhpGetNumThunkBlocksPerMapping")]
    private static int GetBlocksPerMapping() => PagesPerMapping;

    [RuntimeExport("RhpGetNumThunksPerBlock")]
    private static int GetThunksPerBlock() => ThunksPerPage;

    [RuntimeExport("RhpGetThunkSize")]
    private static int GetThunkSize() => ThunkCode.Size;

    [RuntimeExport("RhpGetThunkBlockSize")]
    private static int GetBlockSize() => PageSize;

    [RuntimeExport("RhpGetThunkDataBlockAddress")]
    private static nuint GetDataBlock(nuint thunk) => (thunk & ~(nuint)(PageSize - 1)) + MappingSize;

    [RuntimeExport("RhpGetThunkStubsBlockAddress")]
    private static nuint GetCodeBlock(nuint data) => (data & ~(nuint)(PageSize - 1)) - MappingSize;

    // Code pages followed by their data pages. Returns an HRESULT.
    [RuntimeExport("RhAllocateThunksMapping")]
    private static int AllocateMapping(out nuint mapping)
    {
        mapping = 0;
        if (!FrameAllocator.TryAllocate(MappingSize * 2, PageSize, out nuint address))
        {
            return OutOfMemory;
        }

        // SAFETY: the pages are new; nothing else is in them, and nothing jumps there before they are written and handed out.
        unsafe
        {
            WriteAll(new Span<byte>((void*)address, MappingSize), address + MappingSize);
            if (!AddressSpace.TryProtect(address, MappingSize, PageAccess.ReadExecute))
            {
                // Some pages may be read-only by now; to undo that takes no memory.
                AddressSpace.TryProtect(address, MappingSize, PageAccess.ReadWrite);
                FrameAllocator.Free(address, MappingSize * 2);
                return OutOfMemory;
            }
        }

        mapping = address;
        return 0;
    }

    private static void WriteAll(Span<byte> code, nuint dataPages)
    {
        for (int page = 0; page < PagesPerMapping; page++)
        {
            for (int i = 0; i < ThunksPerPage; i++)
            {
                nuint data = dataPages + (nuint)((page * PageSize) + (i * DataSize));
                ThunkCode.Write(code.Slice((page * PageSize) + (i * ThunkCode.Size), ThunkCode.Size), data, PageSize - sizeof(ulong) - (i * DataSize));
            }
        }
    }
}

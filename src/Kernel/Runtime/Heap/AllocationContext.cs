using System.Runtime.InteropServices;

namespace Hermit.Runtime.Heap;

/// <summary>
/// What a thread allocates from: a chunk of memory that is its own, of which it clears a piece when it gets there. The fields are those of the thread block,
/// of which this is the part that begins at its offset 8; the allocation helpers in assembly use the first two.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 0x88)]
public struct AllocationContext
{
    /// <summary>The address that a reference to the next object will hold; thread block offset 0x08.</summary>
    [FieldOffset(0x00)]
    public nuint Pointer;

    /// <summary>
    /// The helpers do not let <see cref="Pointer"/> pass this: the end of the cleared part of the chunk plus a header word; thread block offset 0x10.
    /// Unless the chunk ends here, the word at this address is clear as well.
    /// </summary>
    [FieldOffset(0x08)]
    public nuint Limit;

    /// <summary>The end of the chunk plus a header word; thread block offset 0x78.</summary>
    [FieldOffset(0x70)]
    public nuint ChunkEnd;

    /// <summary>Bytes handed out to the thread so far, the unused rest of the current chunk included; thread block offset 0x80.</summary>
    [FieldOffset(0x78)]
    public ulong HandedOutBytes;

    /// <summary>Bytes of the thread's last chunk; thread block offset 0x88.</summary>
    [FieldOffset(0x80)]
    public uint ChunkBytes;

    /// <summary>Whether the thread was refused memory, and there has been little since; thread block offset 0x8C.</summary>
    [FieldOffset(0x84)]
    public bool HasFailed;

    /// <summary>Bytes of the current chunk that are not allocated.</summary>
    public readonly nuint UnusedBytes => ChunkEnd - Pointer;

    /// <summary>Bytes that the thread has allocated so far.</summary>
    public readonly ulong AllocatedBytes => HandedOutBytes - UnusedBytes;

    /// <summary>Takes the chunk away and returns how many bytes of it were unused.</summary>
    public nuint Retire()
    {
        nuint unused = UnusedBytes;
        HandedOutBytes -= unused;
        Pointer = 0;
        Limit = 0;
        ChunkEnd = 0;
        return unused;
    }
}

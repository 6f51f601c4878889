using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hermit.Memory;

/// <summary>
/// What precedes the memory that the kernel heap hands out, at the 16 KiB boundary below it: a slab of equal blocks, or one large block.
/// </summary>
// SAFETY: the two methods that look at memory are called by HeapState alone, with addresses that are mapped because all RAM is.
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct HeapBlock
{
    /// <summary>The alignment of headers, and the size of a slab, in bytes.</summary>
    public const int Bytes = 16384;

    /// <summary>The class of a large block.</summary>
    public const int Large = -1;

    /// <summary>Where the blocks of a slab begin: the room for one bit per smallest block included.</summary>
    public const int HeaderBytes = 192;

    private const ulong Seal = 0x7AC1_93E5_0D2B_4867;

    /// <summary>Tells a header from anything else: see <see cref="IsSealed"/>.</summary>
    public ulong Check;

    /// <summary>The size class of a slab, or <see cref="Large"/>.</summary>
    public int SizeClass;

    /// <summary>How many blocks of a slab are free.</summary>
    public int FreeCount;

    /// <summary>The free blocks of a slab, linked through their first words.</summary>
    public void* FreeList;

    /// <summary>The neighbours among the slabs of the class that have free blocks.</summary>
    public HeapBlock* Next;

    /// <inheritdoc cref="Next"/>
    public HeapBlock* Previous;

    /// <summary>What the frame allocator gave: where it starts.</summary>
    public nuint RunStart;

    /// <summary>What the frame allocator gave: how many bytes.</summary>
    public nuint RunBytes;

    /// <summary>The one address in a large block that was handed out.</summary>
    public nuint LargeAddress;

    /// <summary>One bit a block of a slab: whether it is handed out.</summary>
    public AllocatedBits Allocated;

    /// <summary>How many blocks fit into a slab of a class.</summary>
    public static int Capacity(int sizeClass) => (Bytes - HeaderBytes) / Memory.SizeClass.Bytes(sizeClass);

    /// <summary>The header that memory handed out at <paramref name="address"/> must have.</summary>
    public static HeapBlock* Of(nuint address) => (HeapBlock*)((address - 1) & ~(nuint)(Bytes - 1));

    /// <summary>Marks the header as one.</summary>
    public static void SetSeal(HeapBlock* block) => block->Check = Seal ^ (ulong)block;

    /// <summary>Whether there is a header at <paramref name="block"/>.</summary>
    public static bool IsSealed(HeapBlock* block) => block->Check == (Seal ^ (ulong)block);

    /// <summary>1024 bits.</summary>
    [InlineArray(16)]
    public struct AllocatedBits
    {
        private ulong _word;
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hermit.Memory;

/// <summary>
/// What precedes the memory that the kernel heap hands out, at the 16 KiB boundary below it: a slab of equal blocks, or one large block. Which blocks
/// are handed out stands here and nowhere else: the memory of free blocks is not written, and whoever writes to it breaks nothing.
/// </summary>
internal struct SlabHeader
{
    /// <summary>The alignment of headers, and the size of a slab, in bytes.</summary>
    public const int Bytes = 16384;

    /// <summary>The class of a large block.</summary>
    public const int Large = -1;

    /// <summary>Where the blocks of a slab begin: the room for one bit per smallest block included.</summary>
    public const int HeaderBytes = 192;

    private const ulong Seal = 0x7AC1_93E5_0D2B_4867;

    /// <summary>The size class of a slab, or <see cref="Large"/>.</summary>
    public int SizeClass;

    /// <summary>How many blocks of a slab are free.</summary>
    public int FreeCount;

    /// <summary>The addresses of the neighbours among the slabs of the class that have free blocks; 0 where there is none.</summary>
    public nuint Next, Previous;

    /// <summary>What the frame allocator gave: where it starts, and how many bytes.</summary>
    public nuint RunStart, RunBytes;

    /// <summary>The one address in a large block that was handed out.</summary>
    public nuint LargeAddress;

    // The seal, mixed with the address: tells a header from anything else.
    private ulong _check;

    // No block of a slab below this word's is free.
    private int _firstFreeWord;

    private AllocatedBits _allocated;

    /// <summary>How many blocks fit into a slab of a class.</summary>
    public static int Capacity(int sizeClass) => (Bytes - HeaderBytes) / Memory.SizeClass.Bytes(sizeClass);

    /// <summary>Where the header is that memory handed out at <paramref name="address"/> must have.</summary>
    public static nuint Before(nuint address) => (address - 1) & ~(nuint)(Bytes - 1);

    /// <summary>The header at an address.</summary>
    /// <remarks>Safety: it is a multiple of <see cref="Bytes"/> in memory that is mapped; what is there is a header only if <see cref="IsSealed"/> says so.</remarks>
    [RequiresUnsafe]
    public static ref SlabHeader At(nuint address)
    {
        unsafe
        {
            // SAFETY: the caller's obligation; any bits are a header.
            return ref *(SlabHeader*)address;
        }
    }

    /// <summary>Marks what is at <paramref name="address"/> as a header.</summary>
    public void SetSeal(nuint address) => _check = Seal ^ address;

    /// <summary>Makes it none.</summary>
    public void BreakSeal() => _check = 0;

    /// <summary>Whether this is a header, which stands at <paramref name="address"/>.</summary>
    public readonly bool IsSealed(nuint address) => _check == (Seal ^ address);

    /// <summary>The number of the block of a slab that begins at an offset behind the slab's start; −1 where none does.</summary>
    public readonly int IndexAt(nuint offset)
    {
        nuint behind = offset - HeaderBytes;
        nuint blockBytes = (nuint)Memory.SizeClass.Bytes(SizeClass);
        return offset < HeaderBytes || behind % blockBytes != 0 || behind / blockBytes >= (nuint)Capacity(SizeClass) ? -1 : (int)(behind / blockBytes);
    }

    /// <summary>Whether a block of a slab is handed out.</summary>
    public readonly bool IsTaken(int index) => (_allocated[index >> 6] >> (index & 63) & 1) != 0;

    /// <summary>Takes the lowest free block of a slab that has one; returns its offset behind the slab's start.</summary>
    public nuint Take()
    {
        while (_allocated[_firstFreeWord] == ulong.MaxValue)
        {
            _firstFreeWord++;
        }

        int bit = BitOperations.TrailingZeroCount(~_allocated[_firstFreeWord]);
        _allocated[_firstFreeWord] |= 1ul << bit;
        FreeCount--;
        int index = (_firstFreeWord << 6) + bit;
        return HeaderBytes + ((nuint)index * (nuint)Memory.SizeClass.Bytes(SizeClass));
    }

    /// <summary>Puts a block of a slab back.</summary>
    public void PutBack(int index)
    {
        int word = index >> 6;
        _allocated[word] &= ~(1ul << (index & 63));
        _firstFreeWord = word < _firstFreeWord ? word : _firstFreeWord;
        FreeCount++;
    }

    /// <summary>1024 bits, set for blocks that are handed out.</summary>
    [InlineArray(16)]
    private struct AllocatedBits
    {
        private ulong _word;
    }
}

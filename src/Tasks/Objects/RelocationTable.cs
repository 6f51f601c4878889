using System.Buffers.Binary;

namespace Hermit.Tasks.Objects;

/// <summary>
/// The relocations of one section, decoded as they are read: a large object has some hundred thousand, and the
/// linker passes over them once. Tolerates any alignment, because ilc writes its tables unaligned.
/// </summary>
public readonly ref struct RelocationTable
{
    /// <summary>Size of <c>Elf64_Rela</c> in bytes.</summary>
    public const int EntrySize = 24;

    private readonly ReadOnlySpan<byte> _bytes;

    /// <summary>Reads <c>Elf64_Rela</c> entries; a partial entry at the end is not part of the table.</summary>
    public RelocationTable(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>Number of entries.</summary>
    public int Count => _bytes.Length / EntrySize;

    /// <summary>The entry at <paramref name="index"/>.</summary>
    public Relocation this[int index]
    {
        get
        {
            ReadOnlySpan<byte> entry = _bytes.Slice(index * EntrySize, EntrySize);
            ulong info = BinaryPrimitives.ReadUInt64LittleEndian(entry[8..]);
            return new Relocation(
                BinaryPrimitives.ReadUInt64LittleEndian(entry),
                (uint)(info >> 32),
                (uint)info,
                BinaryPrimitives.ReadInt64LittleEndian(entry[16..]));
        }
    }

    /// <summary>Writes <paramref name="relocation"/> as entry <paramref name="index"/> of <paramref name="table"/>.</summary>
    public static void Write(Span<byte> table, int index, in Relocation relocation)
    {
        Span<byte> entry = table.Slice(index * EntrySize, EntrySize);
        BinaryPrimitives.WriteUInt64LittleEndian(entry, relocation.Offset);
        BinaryPrimitives.WriteUInt64LittleEndian(entry[8..], ((ulong)relocation.SymbolIndex << 32) | relocation.Type);
        BinaryPrimitives.WriteInt64LittleEndian(entry[16..], relocation.Addend);
    }
}

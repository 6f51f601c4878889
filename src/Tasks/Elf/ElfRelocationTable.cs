using System.Buffers.Binary;

namespace Hermit.Tasks.Elf;

/// <summary>
/// The relocations of one section, decoded as they are read: a large object has some hundred thousand, and the
/// linker passes over them once. Tolerates any alignment, because ilc writes its tables unaligned.
/// </summary>
public readonly ref struct ElfRelocationTable
{
    private readonly ReadOnlySpan<byte> _bytes;

    /// <summary>Reads <c>Elf64_Rela</c> entries; a partial entry at the end is not part of the table.</summary>
    public ElfRelocationTable(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>Number of entries.</summary>
    public int Count => _bytes.Length / ElfConstants.RelocationSize;

    /// <summary>The entry at <paramref name="index"/>.</summary>
    public ElfRelocation this[int index]
    {
        get
        {
            ReadOnlySpan<byte> entry = _bytes.Slice(index * ElfConstants.RelocationSize, ElfConstants.RelocationSize);
            ulong info = BinaryPrimitives.ReadUInt64LittleEndian(entry[8..]);
            return new ElfRelocation(
                BinaryPrimitives.ReadUInt64LittleEndian(entry),
                (uint)(info >> 32),
                (uint)info,
                BinaryPrimitives.ReadInt64LittleEndian(entry[16..]));
        }
    }

    /// <summary>Writes <paramref name="relocation"/> as entry <paramref name="index"/> of <paramref name="table"/>.</summary>
    public static void Write(Span<byte> table, int index, in ElfRelocation relocation)
    {
        Span<byte> entry = table.Slice(index * ElfConstants.RelocationSize, ElfConstants.RelocationSize);
        BinaryPrimitives.WriteUInt64LittleEndian(entry, relocation.Offset);
        BinaryPrimitives.WriteUInt64LittleEndian(entry[8..], ((ulong)relocation.SymbolIndex << 32) | relocation.Type);
        BinaryPrimitives.WriteInt64LittleEndian(entry[16..], relocation.Addend);
    }
}

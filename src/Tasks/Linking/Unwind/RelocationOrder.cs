using Hermit.Tasks.Objects;
using LibObjectFile.Elf;

namespace Hermit.Tasks.Linking.Unwind;

/// <summary>A section's relocations by ascending offset. Compilers write them so; then this costs nothing.</summary>
internal sealed class RelocationOrder
{
    private readonly int[]? _indices;

    private RelocationOrder(int count, int[]? indices)
    {
        Count = count;
        _indices = indices;
    }

    public int Count { get; }

    public static RelocationOrder Of(InputSection section)
    {
        RelocationTable table = section.Relocations;
        bool isSorted = true;
        for (int i = 1; i < table.Count && isSorted; i++)
            isSorted = table[i - 1].Offset <= table[i].Offset;
        if (isSorted)
            return new RelocationOrder(table.Count, null);
        ulong[] offsets = new ulong[table.Count];
        int[] indices = new int[table.Count];
        for (int i = 0; i < table.Count; i++)
        {
            offsets[i] = table[i].Offset;
            indices[i] = i;
        }
        Array.Sort(offsets, indices);
        return new RelocationOrder(table.Count, indices);
    }

    /// <summary>The index in the section's own table.</summary>
    public int IndexAt(int position) => _indices?[position] ?? position;

    public Relocation Get(InputSection section, int position) => section.Relocations[IndexAt(position)];

    public ulong OffsetAt(InputSection section, int position) => Get(section, position).Offset;
}

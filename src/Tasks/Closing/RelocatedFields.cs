using Hermit.Tasks.Objects;
using LibObjectFile.Elf;

namespace Hermit.Tasks.Closing;

/// <summary>The places of a section that relocations fill in, sorted. ilc's code has 32-bit ones only.</summary>
internal sealed class RelocatedFields
{
    private const int FieldSize = 4;

    private readonly int[] _offsets;

    private RelocatedFields(RelocationTable relocations)
    {
        _offsets = new int[relocations.Count];
        for (int i = 0; i < _offsets.Length; i++)
            _offsets[i] = (int)Math.Min(relocations[i].Offset, int.MaxValue);
        Array.Sort(_offsets);
    }

    /// <summary>Those of every section that has some.</summary>
    public static Dictionary<ElfSection, RelocatedFields> OfAll(ElfFile file)
    {
        var fields = new Dictionary<ElfSection, RelocatedFields>(ReferenceEqualityComparer.Instance);
        foreach (ElfSection section in file.Sections)
        {
            if (section.Type == ElfSectionType.RelocationAddends && section.Info.Section is { } target)
                fields[target] = new RelocatedFields(new RelocationTable(section.Content.Span));
        }
        return fields;
    }

    /// <summary>Whether two functions are equal outside of the fields of the second, which starts at <paramref name="start"/> of its section.</summary>
    public static bool AreEqual(ReadOnlySpan<byte> expected, ReadOnlySpan<byte> actual, RelocatedFields? fields, int start)
    {
        int position = 0;
        int[] offsets = fields?._offsets ?? [];
        int next = Array.BinarySearch(offsets, start);
        for (next = next < 0 ? ~next : next; next < offsets.Length && offsets[next] - start < actual.Length; next++)
        {
            int field = offsets[next] - start;
            if (field < position || !expected[position..field].SequenceEqual(actual[position..field]))
                return false;
            position = Math.Min(field + FieldSize, actual.Length);
        }
        return expected[position..].SequenceEqual(actual[position..]);
    }
}

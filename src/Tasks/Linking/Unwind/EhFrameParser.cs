using System.Buffers.Binary;
using Hermit.Tasks.Diagnostics;
using Hermit.Tasks.Objects;
using LibObjectFile.Elf;

namespace Hermit.Tasks.Linking.Unwind;

/// <summary>Splits input <c>.eh_frame</c> sections into records and collects equal CIEs (LSB, "Exception Frames").</summary>
internal sealed class EhFrameParser(DiagnosticBag diagnostics)
{
    private readonly Dictionary<string, EhFrameCie> _unique = new(StringComparer.Ordinal);

    /// <summary>The CIEs that are kept, in order of appearance.</summary>
    public List<EhFrameCie> Cies { get; } = [];

    /// <summary>The relocations of each section by ascending offset, as the records index them.</summary>
    public Dictionary<InputSection, RelocationOrder> Order { get; } = [];

    /// <summary>Takes the unwind data of <paramref name="input"/>.</summary>
    public void Add(InputObject input)
    {
        foreach (InputSection? section in input.Sections)
        {
            if (section is not null && section.Name == SectionPlacer.EhFrame)
                Add(section);
        }
    }

    /// <summary>Reads the records of <paramref name="section"/>; false after an error.</summary>
    private bool Add(InputSection section)
    {
        ReadOnlySpan<byte> content = section.Section.Content.Span;
        var order = RelocationOrder.Of(section);
        Order[section] = order;
        var cies = new Dictionary<int, EhFrameCie>();
        int offset = 0;
        int relocation = 0;
        while (content.Length - offset >= 4)
        {
            uint length = BinaryPrimitives.ReadUInt32LittleEndian(content[offset..]);
            if (length == 0)
                break;
            if (length == uint.MaxValue || length < 4 || length > (uint)(content.Length - offset - 4))
                return Fail(section, offset, $"the record length 0x{length:x} is not possible");
            int size = (int)length + 4;
            int first = relocation;
            while (relocation < order.Count && order.OffsetAt(section, relocation) < (ulong)(offset + size))
                relocation++;
            var record = new EhFrameRecord(section, offset, size, first, relocation - first);
            if (!Add(record, order, cies))
                return false;
            offset += size;
        }
        return true;
    }

    /// <summary>Removes the descriptions of functions that were dropped.</summary>
    public void RemoveDropped()
    {
        foreach (EhFrameCie cie in Cies)
            cie.Fdes.RemoveAll(fde => !IsAlive(fde, Order[fde.Section]));
    }

    private bool Add(EhFrameRecord record, RelocationOrder order, Dictionary<int, EhFrameCie> cies)
    {
        uint id = BinaryPrimitives.ReadUInt32LittleEndian(record.Bytes[4..]);
        if (id == 0)
        {
            if (AddCie(record, order) is not { } cie)
                return false;
            cies[record.Offset] = cie;
            return true;
        }
        if (!cies.TryGetValue(record.Offset + 4 - unchecked((int)id), out EhFrameCie? owner))
            return Fail(record.Section, record.Offset, "a frame description refers to no common information entry before it");
        owner.Fdes.Add(record);
        return true;
    }

    private EhFrameCie? AddCie(EhFrameRecord record, RelocationOrder order)
    {
        if (!CieAugmentation.TryReadPointerEncoding(record.Bytes, out byte encoding))
        {
            Fail(record.Section, record.Offset, "a common information entry has an augmentation that is not known");
            return null;
        }
        string key = Convert.ToHexString(record.Bytes) + PersonalityOf(record, order);
        if (_unique.TryGetValue(key, out EhFrameCie? known))
            return known;
        var cie = new EhFrameCie(record, encoding);
        _unique.Add(key, cie);
        Cies.Add(cie);
        return cie;
    }

    /// <summary>CIEs are equal only if their relocations, those of the personality routine, have equal targets.</summary>
    private static string PersonalityOf(EhFrameRecord record, RelocationOrder order)
    {
        if (record.RelocationCount == 0)
            return "";
        Relocation relocation = order.Get(record.Section, record.FirstRelocation);
        InputObject owner = record.Section.Owner;
        string target = relocation.SymbolIndex < (uint)owner.Globals.Length && owner.Globals[relocation.SymbolIndex] is { } global
            ? global.Name
            : $"{owner.Path}#{relocation.SymbolIndex}";
        return $"|{target}+{relocation.Addend}";
    }

    /// <summary>The function is linked, and it is the one of this object: of COMDAT functions others may have been chosen.</summary>
    private static bool IsAlive(EhFrameRecord record, RelocationOrder order)
    {
        if (record.RelocationCount == 0)
            return false;
        uint start = order.Get(record.Section, record.FirstRelocation).SymbolIndex;
        InputObject owner = record.Section.Owner;
        // An index out of range is reported when the relocation is applied.
        if (start >= (uint)owner.Globals.Length)
            return true;
        if (owner.Globals[start] is { } global && !(global.IsDefined && (global.Owner == owner || owner.Symbols[(int)start].IsUndefined)))
            return false;
        return !owner.IsDropped(start);
    }

    private bool Fail(InputSection section, int offset, string message)
    {
        diagnostics.Error(ErrorCodes.CorruptUnwindData, $".eh_frame is corrupt: {message}", section.Owner.Path, (long)section.Section.Position + offset);
        return false;
    }
}

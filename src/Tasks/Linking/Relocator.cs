using Hermit.Tasks.Diagnostics;
using Hermit.Tasks.Objects;
using LibObjectFile.Elf;

namespace Hermit.Tasks.Linking;

/// <summary>Applies relocations to the output's content.</summary>
internal sealed class Relocator(Architecture architecture, ImageLayout layout, GlobalOffsetTable offsets, DiagnosticBag diagnostics)
{
    private readonly ulong _threadPointer =
        architecture.ThreadPointer(layout.ThreadStart, layout.ThreadMemorySize, layout.ThreadAlignment);

    /// <summary>Applies all relocations of <paramref name="section"/>.</summary>
    public void Apply(InputSection section)
    {
        RelocationTable relocations = section.Relocations;
        Span<byte> content = section.OutputSpan;
        ulong address = section.Address;
        for (int i = 0; i < relocations.Count; i++)
        {
            Relocation relocation = relocations[i];
            Apply(section, i, relocation, content, address);
            if (architecture.ConsumesNext(relocation.Type))
                i++;
        }
    }

    /// <summary>
    /// Applies one relocation to <paramref name="content"/>, which starts at <paramref name="address"/>;
    /// <paramref name="relocation"/>'s offset is relative to that.
    /// </summary>
    public void Apply(InputSection section, int index, in Relocation relocation, Span<byte> content, ulong address)
    {
        ulong[] addresses = section.Owner.Addresses;
        if (relocation.SymbolIndex >= (uint)addresses.Length)
        {
            diagnostics.Error(
                ErrorCodes.CorruptRelocation,
                $"a relocation of {section.Name} refers to symbol {relocation.SymbolIndex} of {addresses.Length}",
                section.Owner.Path,
                section.RelocationFileOffset(index));
            return;
        }
        if (addresses[relocation.SymbolIndex] == 0 && !section.Section.IsAllocated && section.Owner.IsDropped(relocation.SymbolIndex))
        {
            Report(section, index, relocation, default, ApplyDropped(section, relocation, content));
            return;
        }
        ulong slot = offsets.IsEmpty ? 0 : offsets.SlotAddress(section.Owner, relocation.SymbolIndex);
        var values = new RelocationValues(address + relocation.Offset, addresses[relocation.SymbolIndex], slot, _threadPointer, layout.ThreadStart);
        Report(section, index, relocation, values, architecture.Apply(content, relocation, values));
    }

    /// <summary>
    /// What debug information says about code that was dropped does not matter, but it must not be taken for the end of a list, which is two zeros (DWARF 4,
    /// 2.6.2 and 2.17.3). The value is lld's.
    /// </summary>
    private RelocationStatus ApplyDropped(InputSection section, in Relocation relocation, Span<byte> content) =>
        architecture.Apply(content, relocation with { Addend = section.Name is ".debug_loc" or ".debug_ranges" ? 1 : 0 }, default);

    private void Report(InputSection section, int index, in Relocation relocation, in RelocationValues values, RelocationStatus status)
    {
        if (status == RelocationStatus.Applied)
            return;
        string type = architecture.NameOf(relocation.Type);
        string where = $"{section.Name}+0x{relocation.Offset:x}";
        string target = SymbolNames.Describe(section.Owner, relocation.SymbolIndex);
        (string code, string message) = status switch
        {
            RelocationStatus.Overflow => (
                ErrorCodes.RelocationOverflow,
                $"{type} at {where} cannot reach {target}: 0x{values.Symbol:x} from 0x{values.Place:x} (addend {relocation.Addend})"),
            RelocationStatus.OutsideSection => (ErrorCodes.CorruptRelocation, $"{type} at {where} lies outside the section"),
            RelocationStatus.UnknownSequence => (
                ErrorCodes.UnknownTlsSequence,
                $"{type} at {where} for {target} is not part of an instruction sequence that can be rewritten for a static image"),
            _ => (ErrorCodes.UnsupportedRelocation, $"relocation type {type} at {where} for {target} is not supported"),
        };
        diagnostics.Error(code, message, section.Owner.Path, section.RelocationFileOffset(index));
    }
}

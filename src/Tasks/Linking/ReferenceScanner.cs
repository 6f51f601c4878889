using Hermit.Tasks.Objects;
using LibObjectFile.Elf;

namespace Hermit.Tasks.Linking;

/// <summary>
/// Passes over the relocations before layout: finds undefined symbols with the code that refers to them, and the
/// symbols that need a slot in the global offset table.
/// </summary>
internal sealed class ReferenceScanner(Architecture architecture, GlobalOffsetTable offsets)
{
    /// <summary>How many places are named for one symbol.</summary>
    private const int MaximumPlaces = 5;

    /// <summary>The undefined symbols, with the first places that refer to each.</summary>
    public Dictionary<GlobalSymbol, List<Reference>> Undefined { get; } = [];

    /// <summary>Scans the sections of <paramref name="input"/> that are loaded.</summary>
    public void Scan(InputObject input)
    {
        foreach (InputSection? section in input.Sections)
        {
            if (section is not null && section.Section.IsAllocated)
                Scan(section);
        }
    }

    private void Scan(InputSection section)
    {
        InputObject owner = section.Owner;
        RelocationTable relocations = section.Relocations;
        ReadOnlySpan<byte> content = section.Section.Content.Span;
        for (int i = 0; i < relocations.Count; i++)
        {
            Relocation relocation = relocations[i];
            // An index out of range is reported when the relocation is applied.
            if (relocation.SymbolIndex < (uint)owner.Globals.Length && !architecture.IsNone(relocation.Type))
            {
                if (architecture.NeedsGotSlot(content, relocation))
                    offsets.Add(owner, relocation.SymbolIndex);
                if (owner.Globals[relocation.SymbolIndex] is { IsDefined: false } global && IsStrong(owner, relocation.SymbolIndex))
                    AddUndefined(global, section, relocation.Offset);
            }
            if (architecture.ConsumesNext(relocation.Type))
                i++;
        }
    }

    private static bool IsStrong(InputObject owner, uint symbol) =>
        owner.Symbols[(int)symbol].Bind != ElfSymbolBind.Weak;

    private void AddUndefined(GlobalSymbol symbol, InputSection section, ulong offset)
    {
        if (!Undefined.TryGetValue(symbol, out List<Reference>? places))
        {
            places = [];
            Undefined.Add(symbol, places);
        }
        if (places.Count < MaximumPlaces)
            places.Add(new Reference(section, offset));
    }

    /// <summary>A place that refers to a symbol.</summary>
    /// <param name="Section">The section with the code or data.</param>
    /// <param name="Offset">The place in it, in bytes.</param>
    internal readonly record struct Reference(InputSection Section, ulong Offset);
}

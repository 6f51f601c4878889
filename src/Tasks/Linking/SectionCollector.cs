using Hermit.Tasks.Linking.Unwind;
using Hermit.Tasks.Objects;
using LibObjectFile.Elf;

namespace Hermit.Tasks.Linking;

/// <summary>
/// Leaves out the sections that nothing needs ("garbage collection of sections"): what is kept keeps what it refers to. A function keeps its unwind data,
/// and so what that names; symbols for a section's bounds keep the section, unless it is code, of which bounds only say where it lies.
/// </summary>
internal sealed class SectionCollector
{
    private readonly HashSet<InputSection> _kept = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<InputSection> _pending = new();
    private readonly Dictionary<InputSection, List<(EhFrameCie Cie, EhFrameRecord Fde)>> _frames = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, List<InputSection>> _bounded = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<InputObject> _objects;
    private readonly EhFrameParser _unwind;

    /// <summary>Looks at all sections of <paramref name="objects"/>, whose unwind data <paramref name="unwind"/> has.</summary>
    public SectionCollector(IReadOnlyList<InputObject> objects, EhFrameParser unwind)
    {
        _objects = objects;
        _unwind = unwind;
        foreach (EhFrameCie cie in unwind.Cies)
        {
            foreach (EhFrameRecord fde in cie.Fdes)
            {
                if (FunctionOf(fde) is { } function)
                    ListOf(_frames, function).Add((cie, fde));
            }
        }
        foreach (InputSection section in objects.SelectMany(input => input.Sections).OfType<InputSection>())
        {
            if (IsFoundByBounds(section.Section))
                ListOf(_bounded, section.Name).Add(section);
        }
    }

    /// <summary>Called with the name of each undefined symbol that something kept refers to.</summary>
    public Action<string>? OnUndefined { get; init; }

    /// <summary>Whether a section is data of a name from which symbols for its bounds can be made.</summary>
    public static bool IsFoundByBounds(ElfSection section) =>
        section.IsAllocated && (section.Flags & ElfSectionFlags.Executable) == 0 && SymbolNames.IsIdentifier(section.Name.Value);

    /// <summary>Keeps all of an object.</summary>
    public void KeepAll(InputObject input)
    {
        _kept.UnionWith(input.Sections.OfType<InputSection>());
        foreach (GlobalSymbol? symbol in input.Globals)
        {
            if (symbol is not null)
                Keep(symbol);
        }
    }

    /// <summary>Keeps the sections of an object that are there for others than its own code: notes, and what says that it is to be kept.</summary>
    public void KeepRetained(InputObject input)
    {
        const ElfSectionFlags Retain = (ElfSectionFlags)0x20_0000; // SHF_GNU_RETAIN
        foreach (InputSection? section in input.Sections)
        {
            if (section is not null && section.Section.IsAllocated && (section.Section.Type == ElfSectionType.Note || (section.Section.Flags & Retain) != 0))
                Keep(section);
        }
    }

    /// <summary>Keeps the definition of a symbol.</summary>
    public void Keep(GlobalSymbol symbol)
    {
        if (symbol.Chunk is InputSection section)
            Keep(section);
        else if (!symbol.IsDefined)
            KeepUndefined(symbol.Name);
    }

    /// <summary>Keeps a section.</summary>
    public void Keep(InputSection section)
    {
        if (_kept.Add(section))
            _pending.Push(section);
    }

    /// <summary>Follows all references, then drops the sections that were not met.</summary>
    public void Collect()
    {
        while (_pending.TryPop(out InputSection? section))
        {
            RelocationTable relocations = section.Relocations;
            for (int i = 0; i < relocations.Count; i++)
                Keep(section.Owner, relocations[i].SymbolIndex);
            foreach ((EhFrameCie cie, EhFrameRecord fde) in _frames.GetValueOrDefault(section) ?? [])
            {
                Keep(cie.Record);
                Keep(fde);
            }
        }
        foreach (InputObject input in _objects)
        {
            for (int i = 0; i < input.Sections.Length; i++)
            {
                if (input.Sections[i] is { } section && section.Section.IsAllocated && section.Name != SectionPlacer.EhFrame && !_kept.Contains(section))
                    input.Sections[i] = null;
            }
        }
    }

    private void Keep(EhFrameRecord record)
    {
        RelocationOrder order = _unwind.Order[record.Section];
        for (int i = 0; i < record.RelocationCount; i++)
            Keep(record.Section.Owner, order.Get(record.Section, record.FirstRelocation + i).SymbolIndex);
    }

    /// <summary>An index out of range is reported when the relocation is applied.</summary>
    private void Keep(InputObject owner, uint symbol)
    {
        if (symbol < (uint)owner.Globals.Length && owner.Globals[symbol] is { } global)
            Keep(global);
        else if (owner.SectionOf(symbol) is { } section)
            Keep(section);
    }

    private void KeepUndefined(string name)
    {
        string? bounded = SymbolNames.BoundedSection(name);
        if (bounded is null)
            OnUndefined?.Invoke(name);
        else
            _bounded.GetValueOrDefault(bounded)?.ForEach(Keep);
    }

    private InputSection? FunctionOf(EhFrameRecord fde) =>
        fde.RelocationCount == 0 ? null : fde.Section.Owner.SectionOf(_unwind.Order[fde.Section].Get(fde.Section, fde.FirstRelocation).SymbolIndex);

    private static List<TValue> ListOf<TKey, TValue>(Dictionary<TKey, List<TValue>> lists, TKey key)
        where TKey : notnull
    {
        if (!lists.TryGetValue(key, out List<TValue>? list))
            lists.Add(key, list = []);
        return list;
    }
}

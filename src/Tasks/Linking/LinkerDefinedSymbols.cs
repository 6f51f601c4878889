namespace Hermit.Tasks.Linking;

/// <summary>
/// The symbols through which the kernel finds the parts of its own image. They are declared before undefined symbols are
/// reported and get their values after layout.
/// </summary>
internal sealed class LinkerDefinedSymbols(SymbolTable symbols, SectionPlacer sections)
{
    private readonly List<(GlobalSymbol Symbol, Func<ImageLayout, ulong> Value)> _defined = [];

    /// <summary>Defines every such symbol that some object refers to.</summary>
    public void Declare()
    {
        Define("__hermit_image_start", layout => layout.BaseAddress);
        Define("__hermit_image_end", layout => layout.End);
        DefineRange("__hermit_text", SegmentKind.Text, SegmentKind.Text);
        DefineRange("__hermit_rodata", SegmentKind.ReadOnly, SegmentKind.ReadOnly);
        DefineRange("__hermit_data", SegmentKind.Data, SegmentKind.Bss);
        DefineRange("__hermit_bss", SegmentKind.Bss, SegmentKind.Bss);
        DefineRange("__hermit_eh_frame", SectionPlacer.EhFrame);
        DefineRange("__hermit_eh_frame_hdr", SectionPlacer.EhFrameHeader);
        DefineRange("__hermit_symbols", ImageSections.Symbols);
        DefineRange("__hermit_configuration", ImageSections.Configuration);
        DefineRange("__hermit_files", ImageSections.Files);
        Define("__hermit_tls_start", layout => layout.ThreadStart);
        Define("__hermit_tls_file_size", layout => layout.ThreadFileSize);
        Define("__hermit_tls_memory_size", layout => layout.ThreadMemorySize);
        Define("__hermit_tls_alignment", layout => layout.ThreadAlignment);
        DefineSectionBounds();
    }

    /// <summary>Gives the symbols their values.</summary>
    public void Resolve(ImageLayout layout)
    {
        foreach ((GlobalSymbol symbol, Func<ImageLayout, ulong> value) in _defined)
            symbol.Value = value(layout);
    }

    private void DefineSectionBounds()
    {
        foreach (OutputSection section in sections.Sections)
        {
            if (!section.IsLoaded || !SymbolNames.IsIdentifier(section.Name))
                continue;
            Define(SymbolNames.StartPrefix + section.Name, _ => section.Address);
            Define(SymbolNames.StopPrefix + section.Name, _ => section.End);
        }
        foreach (string absent in ImageSections.Bounded)
        {
            Define(SymbolNames.StartPrefix + absent, layout => layout.BaseAddress);
            Define(SymbolNames.StopPrefix + absent, layout => layout.BaseAddress);
        }
    }

    /// <summary>A section that is not there is an empty range, at the start of the image.</summary>
    private void DefineRange(string name, string section)
    {
        Define(name + "_start", layout => sections.Find(section)?.Address ?? layout.BaseAddress);
        Define(name + "_end", layout => sections.Find(section)?.End ?? layout.BaseAddress);
    }

    private void DefineRange(string name, SegmentKind first, SegmentKind last)
    {
        Define(name + "_start", layout => layout.Segment(first).Start);
        Define(name + "_end", layout => layout.Segment(last).End);
    }

    private void Define(string name, Func<ImageLayout, ulong> value)
    {
        if (symbols.DefineIfWanted(name) is { } symbol)
            _defined.Add((symbol, value));
    }
}

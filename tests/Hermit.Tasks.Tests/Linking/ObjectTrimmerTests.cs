using Hermit.Tasks.Closing;
using Hermit.Tasks.Diagnostics;
using Hermit.Tasks.Objects;
using LibObjectFile.Elf;
using Hermit.Tasks.Tests.Support;

namespace Hermit.Tasks.Tests.Linking;

public sealed class ObjectTrimmerTests
{
    /// <summary>An export, what it calls, and a function that nobody calls; debug information of all.</summary>
    private static ObjectBuilder Kernel()
    {
        var builder = new ObjectBuilder();
        int exported = builder.Section(".text", ObjectBuilder.Code | ElfSectionFlags.Group, new byte[8]);
        int called = builder.Section(".text", ObjectBuilder.Code | ElfSectionFlags.Group, new byte[16]);
        int unused = builder.Section(".text", ObjectBuilder.Code | ElfSectionFlags.Group, new byte[32]);
        int debug = builder.Section(".debug_info", 0, new byte[16]);
        builder.Global("exported", exported, type: ElfSymbolType.Function).Local("called", called).Local("unused", unused);
        builder.Relocation(exported, 0, "called", 4, -4).Relocation(called, 0, "wanted", 4, -4).Relocation(unused, 0, "unwanted", 4, -4);
        return builder.Relocation(debug, 0, "called", 1, 2).Relocation(debug, 8, "unused", 1, 2);
    }

    private static ElfFile Trim(ObjectBuilder builder)
    {
        var diagnostics = new DiagnosticBag();
        ElfFile file = ObjectReader.Read(builder.ToArray(), "test.o", diagnostics)!;
        Assert.True(KernelObjectCloser.Close(file, "test.o", diagnostics));
        ElfFile trimmed = ObjectTrimmer.Trim(file, "test.o", diagnostics)!;
        Assert.Empty(diagnostics);
        return ObjectReader.Read(trimmed.ToArray(), "trimmed.o", diagnostics)!;
    }

    [Fact]
    public void What_no_export_reaches_goes_with_its_symbols_and_with_what_only_it_wants()
    {
        ElfFile trimmed = Trim(Kernel());
        Assert.Equal([8ul, 16ul], trimmed.Sections.Where(section => section.Name.Value == ".text").Select(section => section.Size));
        Assert.Equal(["", "called", "exported", "wanted"], trimmed.Symbols.Select(symbol => symbol.Name.Value));
        Assert.DoesNotContain(trimmed.Sections, section => (section.Flags & ElfSectionFlags.Group) != 0);
    }

    [Fact]
    public void Debug_information_of_what_is_gone_refers_to_nothing()
    {
        ElfFile trimmed = Trim(Kernel());
        ElfSection debug = trimmed.Sections.Single(section => section.Name.Value == ".rela.debug_info");
        var relocations = new RelocationTable(debug.Content.Span);
        Assert.Equal("called", trimmed.Symbols[(int)relocations[0].SymbolIndex].Name.Value);
        Assert.Equal(0u, relocations[1].SymbolIndex);
    }

    [Fact]
    public void Data_that_is_found_by_its_bounds_is_kept()
    {
        ObjectBuilder builder = Kernel();
        builder.Section("__modules", ObjectBuilder.Data, new byte[8], alignment: 8);
        Assert.Contains(Trim(builder).Sections, section => section.Name.Value == "__hermit_modules");
    }
}

using Hermit.Tasks.Closing;
using Hermit.Tasks.Diagnostics;
using Hermit.Tasks.Elf;
using Hermit.Tasks.Tests.Support;

namespace Hermit.Tasks.Tests.Linking;

[Collection(IlcCollection.Name)]
public sealed class KernelObjectCloserTests(IlcObjects objects)
{
    private static ObjectBuilder Kernel(ElfSymbolVisibility moduleVisibility = ElfSymbolVisibility.STV_HIDDEN)
    {
        var builder = new ObjectBuilder();
        int code = builder.Section("__managedcode", ObjectBuilder.Code, new byte[32]);
        int modules = builder.Section("__modules", ObjectBuilder.Data, new byte[8], alignment: 8);
        builder.Global("RhpExported", code, 0, ElfSymbolType.STT_FUNC, 16);
        builder.Global("__Module", modules, 0, visibility: moduleVisibility);
        builder.Local("already_local", code, 30);
        builder.Relocation(code, 0, "wanted", 4, -4).Relocation(code, 8, "RhpExported", 4, -4).Relocation(code, 16, "already_local", 4, -4);
        return builder.Relocation(modules, 0, "__Module", 1);
    }

    private static List<string> Targets(ElfFile file) => file.Sections
        .Where(section => section.Type == ElfSectionType.SHT_RELA)
        .SelectMany(section =>
        {
            var relocations = new ElfRelocationTable(section.Content.Span);
            var names = new List<string>();
            for (int i = 0; i < relocations.Count; i++)
                names.Add($"{section.Name}+{relocations[i].Offset}: {file.Symbols[(int)relocations[i].SymbolIndex].Name}");
            return names;
        })
        .ToList();

    [Fact]
    public void Only_exports_and_imports_stay_global()
    {
        ElfFile file = Kernel().Build();
        Assert.True(KernelObjectCloser.Close(file, new DiagnosticBag()));
        Assert.Equal(["RhpExported", "wanted"], file.Symbols.Where(symbol => symbol.Binding == ElfSymbolBinding.STB_GLOBAL).Select(symbol => symbol.Name));
        Assert.Contains(file.Symbols, symbol => symbol is { Name: "__Module", Binding: ElfSymbolBinding.STB_LOCAL, Visibility: ElfSymbolVisibility.STV_DEFAULT });
    }

    [Fact]
    public void Sections_that_the_runtime_finds_by_name_get_the_kernels_names()
    {
        ElfFile file = Kernel().Build();
        Assert.True(KernelObjectCloser.Close(file, new DiagnosticBag()));
        Assert.Equal(["__hermit_code", "__hermit_modules"], file.Sections.Skip(1).Take(2).Select(section => section.Name));
    }

    [Fact]
    public void Relocations_keep_their_targets()
    {
        List<string> before = Targets(Kernel().Build());
        ElfFile file = Kernel().Build();
        Assert.True(KernelObjectCloser.Close(file, new DiagnosticBag()));
        ElfFile written = ElfReader.Read(ElfWriter.ToArray(file), "closed.o", new DiagnosticBag())!;
        Assert.Equal(before.Select(name => name.Replace("__managedcode", "__hermit_code").Replace("__modules", "__hermit_modules")), Targets(written));
    }

    [Fact]
    public void Exporting_what_the_program_defines_is_refused()
    {
        ElfFile file = Kernel(ElfSymbolVisibility.STV_DEFAULT).Build();
        var diagnostics = new DiagnosticBag();
        Assert.False(KernelObjectCloser.Close(file, diagnostics));
        Diagnostic error = Assert.Single(diagnostics);
        Assert.Equal(ErrorCodes.CannotClose, error.Code);
        Assert.Contains("`__Module`", error.Message, StringComparison.Ordinal);
    }

    [RequiresToolsFact("clang", RequiresToolsFactAttribute.Ilc)]
    public void Two_ilc_objects_share_an_image_when_one_is_closed()
    {
        using var folder = new TemporaryFolder();
        var diagnostics = new DiagnosticBag();
        Assert.True(ObjectFiles.Close(objects.X64, folder["closed.o"], diagnostics));
        ElfFile closed = TestLink.Read(folder["closed.o"]);
        Assert.DoesNotContain(closed.Symbols, symbol => symbol.Binding == ElfSymbolBinding.STB_GLOBAL && symbol.Visibility != ElfSymbolVisibility.STV_DEFAULT);

        // Both are the same program, so the exports, too, have to go before they fit together.
        closed.Symbols = closed.Symbols.Select(symbol => symbol.IsUndefined ? symbol : symbol with { Binding = ElfSymbolBinding.STB_LOCAL }).ToList();
        Assert.All(closed.Symbols.Where(symbol => symbol.IsUndefined).Skip(1), symbol => Assert.Equal(ElfSymbolBinding.STB_GLOBAL, symbol.Binding));
        string second = WriteSorted(folder, closed);
        string stubs = StubObjects.Compile(folder, objects.X64, "x86_64-linux-gnu");
        TestLink link = TestLink.Run(folder, objects.X64, second, stubs).AssertClean();
        Assert.Equal(link.Section("__modules").Size, link.Section("__hermit_modules").Size);
        Assert.NotEqual(link.Section("__modules").Address, link.Section("__hermit_modules").Address);
    }

    /// <summary>Closing sorts locals first, which the changed bindings need once more.</summary>
    private static string WriteSorted(TemporaryFolder folder, ElfFile file)
    {
        Assert.True(KernelObjectCloser.Close(file, new DiagnosticBag()));
        return folder.Write("second.o", ElfWriter.ToArray(file));
    }
}

using Hermit.Tasks.Closing;
using Hermit.Tasks.Diagnostics;
using Hermit.Tasks.Objects;
using LibObjectFile.Elf;
using Hermit.Tasks.Tests.Support;

namespace Hermit.Tasks.Tests.Linking;

[Collection(IlcCollection.Name)]
public sealed class KernelObjectCloserTests(IlcObjects objects)
{
    private static ObjectBuilder Kernel(ElfSymbolVisibility moduleVisibility = ElfSymbolVisibility.Hidden)
    {
        var builder = new ObjectBuilder();
        int code = builder.Section("__managedcode", ObjectBuilder.Code, new byte[32]);
        int modules = builder.Section("__modules", ObjectBuilder.Data, new byte[8], alignment: 8);
        builder.Global("RhpExported", code, 0, ElfSymbolType.Function, 16);
        builder.Global("__Module", modules, 0, visibility: moduleVisibility);
        builder.Local("already_local", code, 30);
        builder.Relocation(code, 0, "wanted", 4, -4).Relocation(code, 8, "RhpExported", 4, -4).Relocation(code, 16, "already_local", 4, -4);
        return builder.Relocation(modules, 0, "__Module", 1);
    }

    private static ElfFile Read(ObjectBuilder builder) => ObjectReader.Read(builder.ToArray(), "test.o", new DiagnosticBag())!;

    private static List<string> Targets(ElfFile file) => file.Sections
        .Where(section => section.Type == ElfSectionType.RelocationAddends)
        .SelectMany(section =>
        {
            var relocations = new RelocationTable(section.Content.Span);
            var names = new List<string>();
            for (int i = 0; i < relocations.Count; i++)
                names.Add($"{section.Name.Value}+{relocations[i].Offset}: {file.Symbols[(int)relocations[i].SymbolIndex].Name}");
            return names;
        })
        .ToList();

    [Fact]
    public void Only_exports_and_imports_stay_global()
    {
        ElfFile file = Read(Kernel());
        Assert.True(KernelObjectCloser.Close(file, "test.o", new DiagnosticBag()));
        Assert.Equal(["RhpExported", "wanted"], file.Symbols.Where(symbol => symbol.Bind == ElfSymbolBind.Global).Select(symbol => symbol.Name.Value));
        Assert.Contains(file.Symbols, symbol => symbol is { Name.Value: "__Module", Bind: ElfSymbolBind.Local, Visibility: ElfSymbolVisibility.Default });
    }

    [Fact]
    public void Sections_that_the_runtime_finds_by_name_get_the_kernels_names()
    {
        ElfFile file = Read(Kernel());
        Assert.True(KernelObjectCloser.Close(file, "test.o", new DiagnosticBag()));
        Assert.Equal(["__hermit_code", "__hermit_modules"], file.Sections.Skip(1).Take(2).Select(section => section.Name.Value));
    }

    [Fact]
    public void Relocations_keep_their_targets()
    {
        List<string> before = Targets(Read(Kernel()));
        ElfFile file = Read(Kernel());
        Assert.True(KernelObjectCloser.Close(file, "test.o", new DiagnosticBag()));
        ElfFile written = ObjectReader.Read(file.ToArray(), "closed.o", new DiagnosticBag())!;
        Assert.Equal(before.Select(name => name.Replace("__managedcode", "__hermit_code").Replace("__modules", "__hermit_modules")), Targets(written));
    }

    [Fact]
    public void Exporting_what_the_program_defines_is_refused()
    {
        ElfFile file = Read(Kernel(ElfSymbolVisibility.Default));
        var diagnostics = new DiagnosticBag();
        Assert.False(KernelObjectCloser.Close(file, "test.o", diagnostics));
        Diagnostic error = Assert.Single(diagnostics);
        Assert.Equal(ErrorCodes.CannotClose, error.Code);
        Assert.Contains("`__Module`", error.Message, StringComparison.Ordinal);
    }

    [RequiresToolsFact("clang", RequiresToolsFactAttribute.Ilc)]
    public void Two_ilc_objects_share_an_image_when_one_is_closed()
    {
        using var folder = new TemporaryFolder();
        var diagnostics = new DiagnosticBag();
        Assert.True(ObjectFiles.Close(objects.X64, null, folder["closed.o"], diagnostics));
        ElfFile closed = TestLink.Read(folder["closed.o"]);
        Assert.DoesNotContain(closed.Symbols, symbol => symbol.Bind == ElfSymbolBind.Global && symbol.Visibility != ElfSymbolVisibility.Default);

        // Both are the same program, so the exports, too, have to go before they fit together.
        List<ElfSymbol> symbols = closed.Symbols;
        byte[] table = closed.SymbolTable!.Content.ToArray();
        for (int i = 0; i < symbols.Count; i++)
        {
            if (!symbols[i].IsUndefined)
                Symbols.MakeLocal(table.AsSpan(i * Symbols.EntrySize, Symbols.EntrySize));
        }
        closed.SymbolTable!.Content = table;
        Assert.All(closed.Symbols.Where(symbol => symbol.IsUndefined).Skip(1), symbol => Assert.Equal(ElfSymbolBind.Global, symbol.Bind));
        string second = WriteSorted(folder, closed);
        string stubs = StubObjects.Compile(folder, objects.X64, "x86_64-linux-gnu");
        TestLink link = TestLink.Run(folder, objects.X64, second, stubs).AssertClean();
        Assert.Equal(link.Section("__modules").Size, link.Section("__hermit_modules").Size);
        Assert.NotEqual(link.Section("__modules").VirtualAddress, link.Section("__hermit_modules").VirtualAddress);
    }

    /// <summary>Closing sorts locals first, which the changed bindings need once more.</summary>
    private static string WriteSorted(TemporaryFolder folder, ElfFile file)
    {
        Assert.True(KernelObjectCloser.Close(file, "test.o", new DiagnosticBag()));
        return folder.Write("second.o", file.ToArray());
    }
}

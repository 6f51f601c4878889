using Hermit.Tasks.Closing;
using Hermit.Tasks.Diagnostics;
using Hermit.Tasks.Objects;
using LibObjectFile.Elf;
using Hermit.Tasks.Tests.Support;

namespace Hermit.Tasks.Tests.Linking;

public sealed class MethodDataMergerTests
{
    private const string Data = ".dotnet_eh_table";
    private const string Code = "__managedcode";

    /// <summary>
    /// Three methods, the second one with a handler and the third one with the data of the first, in one section: flags, for the handler the distance to its
    /// method's data, and a mark.
    /// </summary>
    private static ObjectBuilder Whole()
    {
        var builder = new ObjectBuilder();
        int code = builder.Section(Code, ObjectBuilder.Code, [0xe8, 1, 2, 3, 4, 0xc3, 0x90, 0xc3, 0xc3]);
        int data = builder.Section(Data, ObjectBuilder.ReadOnly, [0, 11, 4, 0, 0, 0, 0, 22, 1, 0xf9, 0xff, 0xff, 0xff, 33]);
        builder.Global("one", code, 0, ElfSymbolType.Function, 6).Global("two", code, 6, ElfSymbolType.Function, 2).Global("three", code, 8, ElfSymbolType.Function, 1);
        builder.Global("_lsda0one", data, 0).Global("_lsda0two", data, 2).Global("_lsda1two", data, 8).Undefined("clauses");
        builder.Relocation(data, 3, "clauses", 2);
        return WithFrames(builder, "_lsda0one");
    }

    /// <summary>The same in sections, the data somewhere else, and nothing in the sections that should hold it; and a method more.</summary>
    private static ObjectBuilder Split(byte last = 0xc3)
    {
        var builder = new ObjectBuilder();
        int one = builder.Section(Code, ObjectBuilder.Code, [0xe8, 0, 0, 0, 0, 0xc3]);
        int two = builder.Section(Code, ObjectBuilder.Code, [0x90, last]);
        int three = builder.Section(Code, ObjectBuilder.Code, [0xc3]);
        int empty = builder.Section(Data, ObjectBuilder.ReadOnly, []);
        int clauses = builder.Section(".rodata", ObjectBuilder.ReadOnly, [7]);
        builder.Global("one", one, 0, ElfSymbolType.Function, 6).Global("two", two, 0, ElfSymbolType.Function, 2).Global("three", three, 0, ElfSymbolType.Function, 1);
        builder.Global("another", one, 5, ElfSymbolType.Function, 1).Global("clauses", clauses);
        builder.Global("_lsda0one", empty).Global("_lsda0two", empty).Global("_lsda1two", empty).Global("_lsda0three", empty);
        builder.Relocation(one, 1, "two", 4, -4);
        return WithFrames(builder, "_lsda0three");
    }

    private static ObjectBuilder WithFrames(ObjectBuilder builder, string dataOfThree)
    {
        (string Method, long Offset, string Data)[] functions = [("one", 0, "_lsda0one"), ("two", 0, "_lsda0two"), ("two", 1, "_lsda1two"), ("three", 0, dataOfThree)];
        int frames = builder.Section(".eh_frame", ObjectBuilder.ReadOnly, EhFrames.WithData(functions.Length), alignment: 8);
        for (int i = 0; i < functions.Length; i++)
        {
            ulong record = (ulong)(EhFrames.RecordSize * (i + 1));
            builder.Relocation(frames, record + EhFrames.Function, functions[i].Method, 2, functions[i].Offset);
            builder.Relocation(frames, record + EhFrames.Data, functions[i].Data, 2);
        }
        return builder;
    }

    private static bool Merge(ObjectBuilder split, out ElfFile file, out DiagnosticBag diagnostics)
    {
        diagnostics = [];
        file = ObjectReader.Read(split.ToArray(), "split.o", diagnostics)!;
        return MethodDataMerger.Merge(file, "split.o", ObjectReader.Read(Whole().ToArray(), "whole.o", diagnostics)!, "whole.o", diagnostics);
    }

    [Fact]
    public void Each_method_gets_its_data_and_that_of_its_handlers()
    {
        Assert.True(Merge(Split(), out ElfFile file, out DiagnosticBag diagnostics));
        Assert.Empty(diagnostics);
        ElfSymbol Symbol(string name) => file.Symbols.Single(symbol => symbol.Name.Value == name);
        Assert.Equal([0, 11], Symbol("_lsda0one").SectionLink.Section!.Content.ToArray());
        Assert.Equal(Symbol("_lsda0one").SectionIndex, Symbol("_lsda0three").SectionIndex);
        Assert.Equal([4, 0, 0, 0, 0, 22, 1, 0xf9, 0xff, 0xff, 0xff, 33], Symbol("_lsda0two").SectionLink.Section!.Content.ToArray());
        Assert.Equal(Symbol("_lsda0two").SectionIndex, Symbol("_lsda1two").SectionIndex);
        Assert.Equal((0ul, 6ul), (Symbol("_lsda0two").Value, Symbol("_lsda1two").Value));
        ElfSection relocations = file.Sections.Single(section => section.Name.Value == ".rela" + Data);
        Relocation relocation = new RelocationTable(relocations.Content.Span)[0];
        Assert.Equal((1ul, "clauses"), (relocation.Offset, file.Symbols[(int)relocation.SymbolIndex].Name.Value));
        Assert.Equal(Symbol("_lsda0two").SectionIndex, relocations.Info.GetIndex());
    }

    [Fact]
    public void Functions_that_the_whole_program_does_without_are_taken_away()
    {
        Assert.True(Merge(Split(), out ElfFile file, out _));
        Assert.Contains(file.Symbols, symbol => symbol.Name.Value == "three");
        Assert.DoesNotContain(file.Symbols, symbol => symbol.Name.Value == "another");
    }

    [Fact]
    public void Other_code_is_refused()
    {
        Assert.False(Merge(Split(last: 0xcc), out _, out DiagnosticBag diagnostics));
        Diagnostic error = Assert.Single(diagnostics);
        Assert.Equal(ErrorCodes.CannotClose, error.Code);
        Assert.Contains("`two`", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_happens_to_the_object_with_the_data_merging_says_so()
    {
        byte[] split = Split().ToArray();
        int merged = 0;
        foreach (byte[] damaged in Damage.Cases(Whole().ToArray(), count: 600, seed: 15))
        {
            var diagnostics = new DiagnosticBag();
            ElfFile file = ObjectReader.Read(split, "split.o", diagnostics)!;
            if (ObjectReader.Read(damaged, "damaged.o", diagnostics) is { } whole && MethodDataMerger.Merge(file, "split.o", whole, "damaged.o", diagnostics))
                merged++;
            else
                Assert.True(diagnostics.HasErrors);
        }
        Assert.InRange(merged, 1, 590);
    }
}

using Hermit.Tasks.Diagnostics;
using Hermit.Tasks.Objects;
using LibObjectFile.Elf;
using Hermit.Tasks.Tests.Support;

namespace Hermit.Tasks.Tests.Objects;

public sealed class ObjectReaderTests
{
    private static byte[] Sample()
    {
        ObjectBuilder builder = ObjectBuilder.WithStart([0xe8, 0, 0, 0, 0, 0xc3], out int text);
        int data = builder.Section(".data", ObjectBuilder.Data, [1, 2, 3, 4, 5, 6, 7, 8], alignment: 8);
        builder.NoBits(".bss", ObjectBuilder.Data, 100, alignment: 32);
        return builder.Local("datum", data, 4).Relocation(text, 1, "callee", 4, -4).Relocation(data, 0, "datum", 1).ToArray();
    }

    [Fact]
    public void Reads_what_the_writer_wrote()
    {
        var diagnostics = new DiagnosticBag();
        ElfFile file = ObjectReader.Read(Sample(), "a.o", diagnostics)!;

        Assert.Empty(diagnostics);
        Assert.Equal(ElfFileType.Relocatable, file.FileType);
        Assert.Equal(ElfArch.X86_64, file.Arch.Value);
        Assert.Equal(["", ".text", ".data", ".bss", ".rela.text", ".rela.data", ".strtab", ".symtab", ".shstrtab"], file.Sections.Select(s => s.Name.Value));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], file.Sections[2].Content.ToArray());
        Assert.Equal((100ul, 32ul, 0), (file.Sections[3].Size, file.Sections[3].VirtualAddressAlignment, file.Sections[3].Content.Length));
        Assert.Equal(["", "datum", "_start", "callee"], file.Symbols.Select(s => s.Name.Value ?? ""));
        Assert.Equal((4ul, ElfSymbolType.NoType, ElfSymbolBind.Local, ElfSymbolVisibility.Default, 2), (file.Symbols[1].Value, file.Symbols[1].Type, file.Symbols[1].Bind, file.Symbols[1].Visibility, file.Symbols[1].SectionIndex));
        Assert.Equal(new Relocation(1, 3, 4, -4), new RelocationTable(file.Sections[4].Content.Span)[0]);
        Assert.Equal(2, file.Sections[7].Info.GetIndex());
    }

    [Fact]
    public void Writing_what_was_read_gives_the_same_bytes()
    {
        byte[] first = Sample();
        ElfFile file = ObjectReader.Read(first, "a.o", new DiagnosticBag())!;
        Assert.Equal(first, file.ToArray());
    }

    [Fact]
    public void Every_truncation_is_an_error_and_never_an_exception()
    {
        byte[] sample = Sample();
        for (int length = 0; length < sample.Length; length++)
        {
            var diagnostics = new DiagnosticBag();
            Assert.Null(ObjectReader.Read(sample.AsMemory(0, length), "cut.o", diagnostics));
            Diagnostic error = Assert.Single(diagnostics);
            Assert.Contains(error.Code, (string[])[ErrorCodes.NotAnObject, ErrorCodes.CorruptElf]);
            Assert.Equal("cut.o", error.File);
            Assert.InRange(error.Offset, 0, sample.Length);
        }
    }

    [Fact]
    public void Random_damage_never_throws()
    {
        byte[] sample = Sample();
        var random = new Random(20_25);
        int refused = 0;
        for (int round = 0; round < 20_000; round++)
        {
            byte[] damaged = (byte[])sample.Clone();
            for (int i = random.Next(1, 4); i > 0; i--)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            var diagnostics = new DiagnosticBag();
            ElfFile? file = ObjectReader.Read(damaged, "damaged.o", diagnostics);
            Assert.Equal(file is null, diagnostics.HasErrors);
            refused += file is null ? 1 : 0;
        }
        Assert.InRange(refused, 1_000, 19_999);
    }

    [Fact]
    public void Names_that_share_a_long_string_do_not_multiply_memory()
    {
        var builder = new ObjectBuilder();
        builder.Local(new string('x', 30_000), ObjectBuilder.Absolute);
        for (int i = 0; i < 100_000; i++)
            builder.Local("", ObjectBuilder.Absolute);
        byte[] bytes = builder.ToArray();
        ElfFile model = ObjectReader.Read(bytes, "a.o", new DiagnosticBag())!;
        int table = (int)model.SymbolTable!.Position;
        for (int i = 2; i < 100_000; i++)
            bytes[table + i * 24] = 1;

        var diagnostics = new DiagnosticBag();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Null(ObjectReader.Read(bytes, "bomb.o", diagnostics));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 400_000_000);
        Assert.Equal(ErrorCodes.CorruptElf, Assert.Single(diagnostics).Code);
    }

    [Theory]
    [InlineData(4, 1, ErrorCodes.UnsupportedElf)]
    [InlineData(5, 2, ErrorCodes.UnsupportedElf)]
    [InlineData(6, 9, ErrorCodes.UnsupportedElf)]
    [InlineData(0, 0, ErrorCodes.NotAnObject)]
    [InlineData(58, 3, ErrorCodes.CorruptElf)]
    [InlineData(62, 200, ErrorCodes.CorruptElf)]
    public void A_wrong_header_field_is_named_with_its_offset(int offset, byte value, string code)
    {
        byte[] sample = Sample();
        sample[offset] = value;
        var diagnostics = new DiagnosticBag();
        Assert.Null(ObjectReader.Read(sample, "a.o", diagnostics));
        Diagnostic error = Assert.Single(diagnostics);
        Assert.Equal((code, (long)offset), (error.Code, error.Offset));
    }

    [Fact]
    public void A_diagnostic_prints_in_the_form_that_MSBuild_reads()
    {
        var diagnostics = new DiagnosticBag();
        ObjectReader.Read(new byte[4], "dir/a.o", diagnostics);
        Assert.StartsWith("dir/a.o(0x0): error HERMIT1002: ", diagnostics[0].ToString(), StringComparison.Ordinal);
    }
}

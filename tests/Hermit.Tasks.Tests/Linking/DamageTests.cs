using Hermit.Tasks.Diagnostics;
using Hermit.Tasks.Elf;
using Hermit.Tasks.Linking;
using Hermit.Tasks.Tests.Support;

namespace Hermit.Tasks.Tests.Linking;

/// <summary>A real object that was cut or damaged on its way is refused; nothing is thrown.</summary>
[Collection(IlcCollection.Name)]
public sealed class DamageTests(IlcObjects objects)
{
    [RequiresToolsFact(RequiresToolsFactAttribute.Ilc)]
    public void Truncated_anywhere()
    {
        byte[] sample = File.ReadAllBytes(objects.X64);
        for (int length = 0; length < sample.Length; length += 9973)
        {
            var diagnostics = new DiagnosticBag();
            Assert.Null(ElfReader.Read(sample.AsMemory(0, length), "cut.o", diagnostics));
            Assert.True(diagnostics.HasErrors);
        }
    }

    [RequiresToolsFact(RequiresToolsFactAttribute.Ilc)]
    public void Damaged_where_the_linker_reads_most()
    {
        using var folder = new TemporaryFolder();
        byte[] sample = File.ReadAllBytes(objects.X64);
        ElfFile model = ElfReader.Read(sample, "a.o", new DiagnosticBag())!;
        ElfSection[] tables = model.Sections.Where(section => section.Type is ElfSectionType.SHT_RELA or ElfSectionType.SHT_SYMTAB or ElfSectionType.SHT_X86_64_UNWIND).ToArray();
        var random = new Random(41);
        string kernel = Kernel(folder, model);
        int linked = 0;
        for (int round = 0; round < 25; round++)
        {
            byte[] damaged = (byte[])sample.Clone();
            for (int i = 0; i < 5; i++)
            {
                ElfSection table = tables[random.Next(tables.Length)];
                damaged[(int)table.Offset + random.Next((int)table.Size)] = (byte)random.Next(256);
            }
            var diagnostics = new DiagnosticBag();
            var options = new LinkOptions { OutputFile = folder["image"], EntryPoint = "_start", Objects = [folder.Write("damaged.o", damaged), kernel] };
            LinkResult? result = Linker.Link(options, diagnostics);
            Assert.Equal(result is null, diagnostics.HasErrors);
            linked += result is null ? 0 : 1;
        }
        // Some damage only changes a value; some must have been noticed.
        Assert.InRange(linked, 0, 24);
    }

    /// <summary>An object that defines everything that <paramref name="program"/> wants.</summary>
    private static string Kernel(TemporaryFolder folder, ElfFile program)
    {
        ObjectBuilder builder = ObjectBuilder.WithStart([0xc3], out int text);
        foreach (ElfSymbol symbol in program.Symbols.Where(symbol => symbol.IsUndefined && !string.IsNullOrEmpty(symbol.Name)))
            builder.Global(symbol.Name, text);
        return builder.Write(folder, "kernel.o");
    }
}

using Hermit.Tasks.Closing;
using Hermit.Tasks.Diagnostics;
using Hermit.Tasks.Objects;
using LibObjectFile.Elf;
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
            Assert.Null(ObjectReader.Read(sample.AsMemory(0, length), "cut.o", diagnostics));
            Assert.True(diagnostics.HasErrors);
        }
    }

    [RequiresToolsFact(RequiresToolsFactAttribute.Ilc)]
    public void Damaged_where_the_linker_reads_most()
    {
        using var folder = new TemporaryFolder();
        byte[] sample = File.ReadAllBytes(objects.X64);
        ElfFile model = ObjectReader.Read(sample, "a.o", new DiagnosticBag())!;
        ElfSection[] tables = model.Sections.Where(section => section.Type is ElfSectionType.RelocationAddends or ElfSectionType.SymbolTable or (ElfSectionType)ElfNative.SHT_X86_64_UNWIND).ToArray();
        var random = new Random(41);
        string kernel = Kernel(folder, model);
        int linked = 0;
        for (int round = 0; round < 25; round++)
        {
            byte[] damaged = (byte[])sample.Clone();
            for (int i = 0; i < 5; i++)
            {
                ElfSection table = tables[random.Next(tables.Length)];
                damaged[(int)table.Position + random.Next((int)table.Size)] = (byte)random.Next(256);
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

    /// <summary>Code, data, unwind tables, thread-local variables, a group, debug information: all that the linker reads.</summary>
    private const string Everything = """
        .text
        .globl _start
        .type _start, @function
        _start:
        .cfi_startproc
        call helper@PLT
        movq counter@GOTTPOFF(%rip), %rax
        movq table@GOTPCREL(%rip), %rax
        lea text(%rip), %rdi
        ret
        .cfi_endproc
        .size _start, . - _start
        .section .text.helper,"axG",@progbits,helper,comdat
        .weak helper
        helper:
        .cfi_startproc
        ret
        .cfi_endproc
        .section .rodata.str,"aMS",@progbits,1
        text: .asciz "text"
        .data
        .globl table
        table: .quad _start, helper, text
        .comm shared, 64, 16
        .section .tdata,"awT",@progbits
        .globl counter
        counter: .quad 1
        .section .init_array,"aw"
        .quad _start
        """;

    [RequiresToolsFact("clang")]
    public void Whatever_happens_to_an_object_the_linker_says_so()
    {
        using var folder = new TemporaryFolder();
        byte[] sample = File.ReadAllBytes(StubObjects.Assemble(folder, "a", "x86_64-linux-gnu", Everything));
        int linked = 0;
        foreach (byte[] damaged in Damage.Cases(sample, count: 600, seed: 11))
        {
            var options = new LinkOptions
            {
                OutputFile = folder["image"],
                DebugFile = folder["image.dbg"],
                MapFile = folder["image.map"],
                EntryPoint = "_start",
                Objects = [folder.Write("damaged.o", damaged)],
            };
            linked += Damage.AssertContained(folder, damaged, ["image", "image.dbg", "image.map"], bag => Linker.Link(options, bag) is not null) ? 1 : 0;
        }
        Assert.InRange(linked, 1, 450);
    }

    [RequiresToolsFact("clang")]
    public void Whatever_happens_to_a_kernels_object_closing_and_archiving_say_so()
    {
        using var folder = new TemporaryFolder();
        byte[] sample = File.ReadAllBytes(StubObjects.Assemble(folder, "a", "x86_64-linux-gnu", Everything));
        int closed = 0;
        foreach (byte[] damaged in Damage.Cases(sample, count: 600, seed: 12))
        {
            string input = folder.Write("damaged.o", damaged);
            closed += Damage.AssertContained(folder, damaged, ["closed.o"], bag => ObjectFiles.Close(input, null, folder["closed.o"], bag)) ? 1 : 0;
            Damage.AssertContained(folder, damaged, ["lib.a"], bag => ObjectFiles.CreateArchive(folder["lib.a"], [input], bag));
        }
        Assert.InRange(closed, 1, 500);
    }

    [RequiresToolsFact("clang")]
    public void Whatever_happens_to_an_archive_the_linker_says_so()
    {
        using var folder = new TemporaryFolder();
        string member = StubObjects.Assemble(folder, "a-member-with-a-long-name", "x86_64-linux-gnu", Everything);
        string other = StubObjects.Assemble(folder, "b", "x86_64-linux-gnu", ".globl other\nother: ret\n");
        Assert.True(ObjectFiles.CreateArchive(folder["lib.a"], [member, other], new DiagnosticBag()));
        byte[] sample = File.ReadAllBytes(folder["lib.a"]);
        string program = ObjectBuilder.WithStart([0xc3], out _).Undefined("table").Undefined("other").Write(folder, "program.o");
        int linked = 0;
        // Headers and the symbol table stand at the front, so a case of its own damages only those.
        IEnumerable<byte[]> front = Damage.Cases(sample[..256], count: 300, seed: 14).Where(part => part.Length == 256).Select(part => (byte[])[.. part, .. sample[256..]]);
        foreach (byte[] damaged in Damage.Cases(sample, count: 300, seed: 13).Concat(front))
        {
            var options = new LinkOptions { OutputFile = folder["image"], EntryPoint = "_start", Objects = [program], Archives = [folder.Write("damaged.a", damaged)], RootSymbols = ["table", "other"] };
            linked += Damage.AssertContained(folder, damaged, ["image"], bag => Linker.Link(options, bag) is not null) ? 1 : 0;
        }
        Assert.InRange(linked, 1, 400);
    }

    /// <summary>An object that defines everything that <paramref name="program"/> wants.</summary>
    private static string Kernel(TemporaryFolder folder, ElfFile program)
    {
        ObjectBuilder builder = ObjectBuilder.WithStart([0xc3], out int text);
        foreach (ElfSymbol symbol in program.Symbols.Where(symbol => symbol.IsUndefined && !string.IsNullOrEmpty(symbol.Name.Value)))
            builder.Global(symbol.Name.Value, text);
        return builder.Write(folder, "kernel.o");
    }
}

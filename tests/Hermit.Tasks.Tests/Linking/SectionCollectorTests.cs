using Hermit.Tasks.Diagnostics;
using Hermit.Tasks.Objects;
using LibObjectFile.Elf;
using Hermit.Tasks.Tests.Support;

namespace Hermit.Tasks.Tests.Linking;

/// <summary>Of the kernel's archive an image holds the sections that the program reaches.</summary>
public sealed class SectionCollectorTests : IDisposable
{
    private const string X64 = "x86_64-linux-gnu";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Links a program that calls <c>entry</c> with an archive of one object.</summary>
    private TestLink Link(string source, string[]? missing = null)
    {
        string program = ObjectBuilder.WithStart(new byte[8], out int text).Relocation(text, 0, "entry", 4, -4).Write(_folder, "program.o");
        return TestLink.Run(_folder, [program], [Archive(source)], missing);
    }

    private string Archive(string source)
    {
        Assert.True(Tasks.Closing.ObjectFiles.CreateArchive(_folder["lib.a"], [StubObjects.Assemble(_folder, "kernel", X64, source)], new DiagnosticBag()));
        return _folder["lib.a"];
    }

    private static string Function(string name, string body = "", string attributes = "ax") => $"""
        .section .text.{name}, "{attributes}", @progbits
        .globl {name}
        .type {name}, @function
        {name}: .cfi_startproc
        {body}
        ret
        .cfi_endproc
        .size {name}, . - {name}

        """;

    private static bool Has(TestLink link, string symbol) => link.Debug.Symbols.Any(candidate => candidate.Name.Value == symbol);

    [RequiresToolsFact("clang")]
    public void What_is_reached_by_relocations_is_kept_and_the_rest_is_not()
    {
        TestLink link = Link(
            Function("entry", "lea table(%rip), %rax") + Function("behind_table") + Function("unreached", "call unreached_too") + Function("unreached_too") +
            """
            .section .data.table, "aw", @progbits
            table: .quad behind_table
            .section .data.unreached_data, "aw", @progbits
            unreached_data: .quad entry
            """).AssertClean();
        Assert.True(Has(link, "behind_table"));
        Assert.True(Has(link, "table"));
        Assert.False(Has(link, "unreached"));
        Assert.False(Has(link, "unreached_too"));
        Assert.False(Has(link, "unreached_data"));
        Assert.Equal(8u, link.Section(".data").Size);
    }

    [RequiresToolsFact("clang")]
    public void A_cycle_is_kept_whole_or_dropped_whole()
    {
        string cycles = Function("first", "call second") + Function("second", "call first") + Function("third", "call fourth") + Function("fourth", "call third");
        TestLink link = Link(Function("entry", "call second") + cycles).AssertClean();
        Assert.True(Has(link, "first") && Has(link, "second"));
        Assert.False(Has(link, "third") || Has(link, "fourth"));
    }

    [RequiresToolsFact("clang")]
    public void A_reference_by_section_and_offset_counts()
    {
        TestLink link = Link(
            Function("entry", "lea .Llocal(%rip), %rax") +
            """
            .section .rodata.one, "a", @progbits
            .byte 1, 2, 3
            .Llocal: .byte 4
            .section .rodata.two, "a", @progbits
            .byte 5
            """).AssertClean();
        Assert.Equal([1, 2, 3, 4], link.Content(".rodata"));
    }

    [RequiresToolsFact("clang")]
    public void Unwind_data_lives_as_long_as_its_function_and_what_it_names_does_too()
    {
        static string WithData(string name) => Function(name, $".cfi_lsda 0x1b, data_of_{name}\n.cfi_personality 0x1b, personality") + $"""
            .section .table.{name}, "a", @progbits
            data_of_{name}: .quad 0

            """;
        TestLink link = Link(WithData("entry") + WithData("unreached") + Function("plain") + Function("personality")).AssertClean();
        Assert.True(Has(link, "data_of_entry") && Has(link, "personality"));
        Assert.False(Has(link, "data_of_unreached") || Has(link, "plain"));
        Assert.Contains(link.Image.Sections, section => section.Name.Value == ".table.entry");
        Assert.DoesNotContain(link.Image.Sections, section => section.Name.Value == ".table.unreached");
        // Two functions: 'entry' with its personality, and the personality itself.
        Assert.Equal(12u + 2 * 8, link.Section(".eh_frame_hdr").Size);
    }

    [RequiresToolsFact("clang")]
    public void Bounds_keep_data_but_not_code()
    {
        TestLink link = Link(
            Function("entry", "lea __start_things(%rip), %rax\nlea __stop_machinery(%rip), %rax") +
            """
            .section things, "aw", @progbits
            thing: .quad 1
            .section others, "aw", @progbits
            other: .quad 1
            .section machinery, "ax", @progbits
            machine: ret
            """, missing: []);
        // Nothing of the code is left, so there is no such section to bound.
        Assert.Contains("__stop_machinery", link.Single(ErrorCodes.UndefinedSymbol).Message, StringComparison.Ordinal);

        link = Link(Function("entry", "lea __start_things(%rip), %rax") + ".section things, \"aw\", @progbits\nthing: .quad 1\n.section others, \"aw\", @progbits\nother: .quad 1\n").AssertClean();
        Assert.True(Has(link, "thing"));
        Assert.False(Has(link, "other"));
    }

    [RequiresToolsFact("clang")]
    public void Notes_and_retained_sections_are_kept()
    {
        TestLink link = Link(
            Function("entry") + Function("retained", attributes: "axR") +
            """
            .section .note.Test, "a", @note
            .long 4, 4, 1
            .asciz "Abc"
            .long 5
            """).AssertClean();
        Assert.True(Has(link, "retained"));
        Assert.Equal(20u, link.Section(".note.Test").Size);
    }

    [RequiresToolsFact("clang")]
    public void All_of_the_programs_own_objects_is_kept()
    {
        string program = StubObjects.Assemble(_folder, "program", X64, Function("_start") + Function("alone", "call entry"));
        TestLink link = TestLink.Run(_folder, [program], [Archive(Function("entry") + Function("unreached"))]).AssertClean();
        Assert.True(Has(link, "alone") && Has(link, "entry"));
        Assert.False(Has(link, "unreached"));
    }

    [RequiresToolsFact("clang")]
    public void What_only_dropped_code_lacks_is_no_error()
    {
        Link(Function("entry") + Function("unreached", "call nowhere")).AssertClean();
        Assert.Contains("`nowhere`", Link(Function("entry", "call reached") + Function("reached", "call nowhere")).Single(ErrorCodes.UndefinedSymbol).Message, StringComparison.Ordinal);
    }

    [RequiresToolsFact("clang")]
    public void The_handler_of_missing_entry_points_is_there_when_one_is_missing()
    {
        string handler = Function("HermitMissingEntryPoint", "call what_it_calls") + Function("what_it_calls");
        Assert.False(Has(Link(Function("entry") + handler, ["SystemNative_"]).AssertClean(), "what_it_calls"));
        TestLink link = Link(Function("entry", "call SystemNative_Absent") + handler, ["SystemNative_"]);
        link.Single(ErrorCodes.MissingEntryPoint);
        Assert.True(Has(link, "what_it_calls"));
    }

    [RequiresToolsFact("clang", LldReference.Tool)]
    public void The_image_is_what_lld_makes_of_the_same_objects()
    {
        string program = StubObjects.Assemble(_folder, "program", X64, Function("_start", "call entry"));
        string archive = Archive(
            Function("entry", "lea table(%rip), %rax") + Function("unreached", "call entry") + Function("behind_table") + Function("unreached_too") +
            """
            .section .data.table, "aw", @progbits
            table: .quad behind_table
            .section .debug_ranges, "", @progbits
            .quad entry, entry + 1, unreached, unreached + 1, 0, 0
            .section .debug_info2, "", @progbits
            .quad entry, unreached + 5
            """);
        TestLink link = TestLink.Run(_folder, [program], [archive]).AssertClean();
        Assert.False(Has(link, "unreached"));
        LldReference.AssertSame(_folder, link, [program, archive], "--gc-sections");
    }
}

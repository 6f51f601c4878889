using Hermit.Tasks.Diagnostics;
using Hermit.Tasks.Objects;
using LibObjectFile.Elf;
using Hermit.Tasks.Linking;
using Hermit.Tasks.Tests.Support;

namespace Hermit.Tasks.Tests.Linking;

public sealed class LinkerTests : IDisposable
{
    private const uint Absolute64 = 1;
    private const uint Relative32 = 2;
    private const uint Absolute32 = 10;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Start(params string[] calls)
    {
        ObjectBuilder builder = ObjectBuilder.WithStart(new byte[4 * calls.Length + 1], out int text);
        for (int i = 0; i < calls.Length; i++)
            builder.Relocation(text, (ulong)(4 * i), calls[i], Relative32, -4);
        return builder.Write(_folder, "start.o");
    }

    private string Defining(string file, string symbol, ElfSymbolBind binding = ElfSymbolBind.Global, byte content = 0xc3)
    {
        var builder = new ObjectBuilder();
        int text = builder.Section(".text", ObjectBuilder.Code, [content]);
        return builder.Global(symbol, text, type: ElfSymbolType.Function, size: 1, binding: binding).Write(_folder, file);
    }

    private string Archive(string name, params string[] objects)
    {
        var diagnostics = new DiagnosticBag();
        Assert.True(Tasks.Closing.ObjectFiles.CreateArchive(_folder[name], objects, diagnostics));
        Assert.Empty(diagnostics);
        return _folder[name];
    }

    [Fact]
    public void Segments_start_on_pages_in_the_order_of_their_protection()
    {
        ObjectBuilder builder = ObjectBuilder.WithStart([0xc3], out _);
        builder.NoBits(".bss", ObjectBuilder.Data, 5000);
        builder.Section(".data", ObjectBuilder.Data, [1]);
        builder.Section(".rodata", ObjectBuilder.ReadOnly, [2]);
        TestLink link = TestLink.Run(_folder, builder.Write(_folder, "a.o")).AssertClean();

        ElfSegment[] loads = link.Image.Segments.Where(header => header.Type == ElfSegmentTypeCore.Load).ToArray();
        Assert.Equal(
            [ElfSegmentFlagsCore.Readable | ElfSegmentFlagsCore.Executable, ElfSegmentFlagsCore.Readable, ElfSegmentFlagsCore.Readable | ElfSegmentFlagsCore.Writable, ElfSegmentFlagsCore.Readable | ElfSegmentFlagsCore.Writable],
            loads.Select(header => (ElfSegmentFlagsCore)header.Flags.Value));
        Assert.Equal(0x20_0000ul, loads[0].VirtualAddress);
        Assert.All(loads, header => Assert.Equal(0ul, header.VirtualAddress % 4096));
        Assert.All(loads, header => Assert.Equal(header.VirtualAddress, header.PhysicalAddress));
        Assert.Equal((0ul, 5000ul), (loads[3].Size, loads[3].SizeInMemory));
        Assert.Equal(link.Symbol("_start"), link.Image.EntryPointAddress);
        Assert.DoesNotContain(link.Image.Sections, section => section.Type == ElfSectionType.SymbolTable);
    }

    [Fact]
    public void Linker_defined_symbols_bound_their_ranges()
    {
        string[] names =
        [
            "__hermit_image_start", "__hermit_image_end", "__hermit_text_start", "__hermit_text_end", "__hermit_rodata_start", "__hermit_data_start",
            "__hermit_data_end", "__hermit_bss_start", "__hermit_bss_end", "__hermit_configuration_start", "__hermit_configuration_end",
            "__hermit_files_start", "__hermit_files_end", "__start_things", "__stop_things", "__hermit_tls_start",
        ];
        ObjectBuilder builder = ObjectBuilder.WithStart(new byte[8 * names.Length + 64], out int text);
        for (int i = 0; i < names.Length; i++)
            builder.Relocation(text, (ulong)(8 * i), names[i], Absolute64);
        string[] sizes = ["__hermit_tls_file_size", "__hermit_tls_memory_size", "__hermit_tls_alignment"];
        for (int i = 0; i < sizes.Length; i++)
            builder.Relocation(text, (ulong)(8 * (names.Length + i)), sizes[i], Absolute64);
        builder.NoBits(".bss", ObjectBuilder.Data, 100);
        builder.Section("things", ObjectBuilder.Data, new byte[24], alignment: 8);
        builder.Section(".tdata", ObjectBuilder.Tls, new byte[12], alignment: 4);
        builder.NoBits(".tbss", ObjectBuilder.Tls, 8, alignment: 32);
        TestLink link = TestLink.Run(_folder, [builder.Write(_folder, "a.o")], [], configuration: "a=b\n"u8.ToArray(), files: new byte[40]).AssertClean();

        Assert.Equal(0x20_0000ul, link.Symbol("__hermit_image_start"));
        Assert.Equal(link.Symbol("__hermit_bss_end"), link.Symbol("__hermit_image_end"));
        Assert.Equal(link.Symbol("__hermit_bss_end"), link.Symbol("__hermit_data_end"));
        Assert.Equal(100ul, link.Symbol("__hermit_bss_end") - link.Symbol("__hermit_bss_start"));
        Assert.Equal(4ul, link.Symbol("__hermit_configuration_end") - link.Symbol("__hermit_configuration_start"));
        Assert.Equal(40ul, link.Symbol("__hermit_files_end") - link.Symbol("__hermit_files_start"));
        Assert.Equal(24ul, link.Symbol("__stop_things") - link.Symbol("__start_things"));
        Assert.Equal(link.Section("things").VirtualAddress, link.Symbol("__start_things"));
        Assert.Equal((12ul, 40ul, 32ul), (link.Symbol("__hermit_tls_file_size"), link.Symbol("__hermit_tls_memory_size"), link.Symbol("__hermit_tls_alignment")));
        Assert.Equal(0ul, link.Symbol("__hermit_tls_start") % 32);
        Assert.Equal("a=b\n"u8.ToArray(), link.Content(".hermit.configuration"));
    }

    [Fact]
    public void An_undefined_symbol_names_the_method_that_wants_it()
    {
        ObjectBuilder builder = ObjectBuilder.WithStart([0xc3], out _);
        int code = builder.Section("__managedcode", ObjectBuilder.Code, new byte[32]);
        builder.Global("My_App_My_App_Files_Reader__Open_1", code, 8, ElfSymbolType.Function, 16);
        builder.Relocation(code, 12, "open_the_file", 4, -4);
        TestLink link = TestLink.Run(_folder, builder.Write(_folder, "app.o"));

        Assert.Null(link.Result);
        Diagnostic error = link.Single(ErrorCodes.UndefinedSymbol);
        Assert.Contains("`open_the_file`", error.Message, StringComparison.Ordinal);
        Assert.Contains("`My.App.Files.Reader.Open`", error.Message, StringComparison.Ordinal);
        Assert.Equal(_folder["app.o"], error.File);
    }

    [Fact]
    public void A_weak_reference_without_definition_is_zero()
    {
        ObjectBuilder builder = ObjectBuilder.WithStart(new byte[8], out int text);
        builder.Undefined("optional", ElfSymbolBind.Weak).Relocation(text, 0, "optional", Absolute64);
        TestLink link = TestLink.Run(_folder, builder.Write(_folder, "a.o")).AssertClean();
        Assert.Equal(new byte[8], link.Content(".text"));
    }

    [Fact]
    public void A_symbol_defined_twice_names_both_files()
    {
        TestLink link = TestLink.Run(_folder, Start("twice"), Defining("first.o", "twice"), Defining("second.o", "twice"));
        Diagnostic error = link.Single(ErrorCodes.DuplicateSymbol);
        Assert.Equal(_folder["second.o"], error.File);
        Assert.Contains(_folder["first.o"], error.Message, StringComparison.Ordinal);
        Assert.Contains("`twice`", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_strong_definition_replaces_a_weak_one(bool weakFirst)
    {
        string weak = Defining("weak.o", "either", ElfSymbolBind.Weak, content: 0x11);
        string strong = Defining("strong.o", "either", content: 0x22);
        TestLink link = TestLink.Run(_folder, [Start("either"), .. weakFirst ? [weak, strong] : new[] { strong, weak }]).AssertClean();
        int offset = (int)(link.Symbol("either") - link.Section(".text").VirtualAddress);
        Assert.Equal(0x22, link.Content(".text")[offset]);
    }

    [Fact]
    public void Archive_members_are_linked_on_demand_and_in_turn()
    {
        ObjectBuilder middle = new();
        int text = middle.Section(".text", ObjectBuilder.Code, new byte[4]);
        middle.Global("middle", text).Relocation(text, 0, "last", Relative32, -4);
        string archive = Archive("lib.a", Defining("unused.o", "unused"), middle.Write(_folder, "middle.o"), Defining("last.o", "last"));
        TestLink link = TestLink.Run(_folder, [Start("middle")], [archive]).AssertClean();

        Assert.Contains(link.Debug.Symbols, symbol => symbol.Name.Value == "last");
        Assert.DoesNotContain(link.Debug.Symbols, symbol => symbol.Name.Value == "unused");
    }

    [Fact]
    public void The_entry_point_and_root_symbols_pull_archive_members()
    {
        string archive = Archive("lib.a", Start(), Defining("wanted.o", "wanted"));
        TestLink link = TestLink.Run(_folder, [Defining("app.o", "app")], [archive], roots: ["wanted"]).AssertClean();
        Assert.Contains(link.Debug.Symbols, symbol => symbol.Name.Value == "wanted");
    }

    [Theory]
    [InlineData(ElfArch.X86_64, "HermitEntry32", 0x20_0004)]
    [InlineData(ElfArch.AARCH64, "HermitEntry", 0x4020_1004)]
    public void Execution_starts_at_the_kernels_entry_unless_told_otherwise(ElfArch machine, string entry, ulong address)
    {
        var builder = new ObjectBuilder(machine);
        int text = builder.Section(".text", ObjectBuilder.Code, new byte[8], alignment: 4);
        string file = builder.Global(entry, text, 4).Write(_folder, "a.o");
        Assert.NotNull(Linker.Link(new LinkOptions { OutputFile = _folder["image"], Objects = [file] }, new DiagnosticBag()));
        Assert.Equal(address, TestLink.Read(_folder["image"]).EntryPointAddress);
    }

    [Fact]
    public void A_missing_entry_point_is_an_error()
    {
        TestLink link = TestLink.Run(_folder, Defining("app.o", "app"));
        Assert.Contains("`_start`", link.Single(ErrorCodes.EntryPointMissing).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Objects_for_different_machines_are_refused()
    {
        string other = ObjectBuilder.WithStart([0, 0, 0, 0], out _, ElfArch.AARCH64).Write(_folder, "arm.o");
        TestLink link = TestLink.Run(_folder, Defining("x64.o", "f"), other);
        Diagnostic error = link.Single(ErrorCodes.MachineMismatch);
        Assert.Equal(other, error.File);
        Assert.Contains("AARCH64", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_does_not_fit_names_symbol_and_place()
    {
        ObjectBuilder builder = ObjectBuilder.WithStart(new byte[8], out int text);
        builder.Global("far_away", ObjectBuilder.Absolute, 0x1_0000_0000).Relocation(text, 4, "far_away", Absolute32);
        TestLink link = TestLink.Run(_folder, builder.Write(_folder, "a.o"));
        Diagnostic error = link.Single(ErrorCodes.RelocationOverflow);
        Assert.Contains("R_X86_64_32 at .text+0x4 cannot reach `far_away`", error.Message, StringComparison.Ordinal);
        Assert.True(error.Offset > 0);
    }

    [Fact]
    public void Relocations_that_are_unknown_or_out_of_bounds_are_errors()
    {
        ObjectBuilder builder = ObjectBuilder.WithStart(new byte[8], out int text);
        builder.Relocation(text, 0, "_start", 200).Relocation(text, 6, "_start", Absolute32).Relocation(text, ulong.MaxValue, "_start", Absolute64);
        TestLink link = TestLink.Run(_folder, builder.Write(_folder, "a.o"));
        Assert.Contains("200", link.Single(ErrorCodes.UnsupportedRelocation).Message, StringComparison.Ordinal);
        Assert.Equal(2, link.Diagnostics.Count(diagnostic => diagnostic.Code == ErrorCodes.CorruptRelocation));
    }

    [Fact]
    public void Linking_twice_gives_the_same_bytes()
    {
        string start = Start("f");
        string other = Defining("f.o", "f");
        TestLink.Run(_folder, start, other).AssertClean();
        byte[][] first = [.. new[] { "image", "image.dbg", "image.map" }.Select(name => File.ReadAllBytes(_folder[name]))];
        TestLink.Run(_folder, start, other).AssertClean();
        Assert.Equal(first, new[] { "image", "image.dbg", "image.map" }.Select(name => File.ReadAllBytes(_folder[name])));
    }

    [Fact]
    public void The_map_lists_symbols_by_address_with_size_and_origin()
    {
        TestLink link = TestLink.Run(_folder, Start("f"), Defining("f.o", "f")).AssertClean();
        string map = File.ReadAllText(_folder["image.map"]);
        int start = map.IndexOf("  _start  [", StringComparison.Ordinal);
        int other = map.IndexOf($"{link.Symbol("f"):x16}          1  f  [{_folder["f.o"]}]", StringComparison.Ordinal);
        Assert.InRange(start, 0, other);
        Assert.Contains($"{link.Section(".text").VirtualAddress:x16}", map, StringComparison.Ordinal);
    }

    [Fact]
    public void Bounds_of_an_ilc_section_that_the_program_lacks_are_empty()
    {
        ObjectBuilder builder = ObjectBuilder.WithStart(new byte[16], out int text);
        builder.Relocation(text, 0, "__start___unbox", Absolute64).Relocation(text, 8, "__stop___unbox", Absolute64);
        TestLink link = TestLink.Run(_folder, builder.Write(_folder, "a.o")).AssertClean();
        Assert.Equal(link.Symbol("__start___unbox"), link.Symbol("__stop___unbox"));
    }

    [Fact]
    public void Bounds_of_any_other_section_that_is_not_there_are_undefined()
    {
        TestLink link = TestLink.Run(_folder, Start("__start_nothing"));
        Assert.Contains("`__start_nothing`", link.Single(ErrorCodes.UndefinedSymbol).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_archive_without_symbol_table_is_refused()
    {
        byte[] archive = File.ReadAllBytes(Archive("lib.a", Start()));
        // The table is the first member: rename it to an ordinary one.
        archive[8] = (byte)'x';
        TestLink link = TestLink.Run(_folder, [Defining("app.o", "app")], [_folder.Write("lib.a", archive)]);
        Assert.Contains("no symbol table", link.Single(ErrorCodes.CorruptArchive).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Alignment_does_not_blow_a_small_object_up()
    {
        ObjectBuilder builder = ObjectBuilder.WithStart([0xc3], out _);
        for (int i = 0; i < 100; i++)
            builder.Section($".debug_{i}", ElfSectionFlags.None, [1]);
        for (int i = 0; i < 100; i++)
            builder.Section(".debug_info", ElfSectionFlags.None, [1], alignment: 0x20_0000);
        Assert.Contains("alignment", TestLink.Run(_folder, builder.Write(_folder, "a.o")).Single(ErrorCodes.ImageTooLarge).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0x7000_0000, 0x7000_0000)]
    [InlineData(int.MaxValue, 1)]
    public void An_image_beyond_two_gigabytes_is_refused(long first, long second)
    {
        ObjectBuilder builder = ObjectBuilder.WithStart([0xc3], out _);
        builder.NoBits(".bss", ObjectBuilder.Data, (ulong)first);
        builder.NoBits(".bss.more", ObjectBuilder.Data, (ulong)second);
        TestLink.Run(_folder, builder.Write(_folder, "a.o")).Single(ErrorCodes.ImageTooLarge);
    }

    [Fact]
    public void A_section_of_impossible_size_is_refused()
    {
        ObjectBuilder builder = ObjectBuilder.WithStart([0xc3], out _);
        builder.NoBits(".bss", ObjectBuilder.Data, long.MaxValue);
        TestLink.Run(_folder, builder.Write(_folder, "a.o")).Single(ErrorCodes.UnsupportedInput);
    }

    [Fact]
    public void LibObjectFile_alone_reads_the_image_and_the_same_symbols_in_the_debug_file()
    {
        ObjectBuilder builder = ObjectBuilder.WithStart([0xc3], out int text);
        builder.NoBits(".bss", ObjectBuilder.Data, 5000);
        TestLink link = TestLink.Run(_folder, builder.Local("local", text).Write(_folder, "a.o")).AssertClean();

        using FileStream image = File.OpenRead(_folder["image"]);
        Assert.Equal(link.Image.EntryPointAddress, ElfFile.Read(image).EntryPointAddress);
        using FileStream debug = File.OpenRead(_folder["image.dbg"]);
        ElfSymbolTable symbols = ElfFile.Read(debug).Sections.OfType<ElfSymbolTable>().Single();
        Assert.Equal(link.Debug.Symbols.Select(Fields), symbols.Entries.Select(Fields));

        static (string, ulong, ElfSymbolBind, int) Fields(ElfSymbol symbol) => (symbol.Name.Value, symbol.Value, symbol.Bind, symbol.SectionIndex);
    }

    [Fact]
    public void Damaged_objects_never_throw()
    {
        ObjectBuilder builder = ObjectBuilder.WithStart(new byte[16], out int text);
        builder.Relocation(text, 0, "_start", Absolute64).Section(".eh_frame", ObjectBuilder.ReadOnly, EhFrames.OneFunction);
        builder.Relocation(2, EhFrames.FunctionField, "_start", Relative32);
        byte[] sample = builder.ToArray();
        var random = new Random(99);
        for (int round = 0; round < 3000; round++)
        {
            byte[] damaged = (byte[])sample.Clone();
            for (int i = random.Next(1, 4); i > 0; i--)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            string path = _folder.Write("damaged.o", damaged);
            var diagnostics = new DiagnosticBag();
            LinkResult? result = Linker.Link(new LinkOptions { OutputFile = _folder["image"], DebugFile = _folder["dbg"], EntryPoint = "_start", Objects = [path] }, diagnostics);
            Assert.Equal(result is null, diagnostics.HasErrors);
        }
    }
}

using System.Buffers.Binary;
using Hermit.Tasks.Diagnostics;
using Hermit.Tasks.Linking;
using Hermit.Tasks.Objects;
using Hermit.Tasks.Tests.Support;
using LibObjectFile.Elf;

namespace Hermit.Tasks.Tests.Linking;

/// <summary>The form of an image that boot loaders of Linux start (Documentation/arch/arm64/booting.rst).</summary>
public sealed class FlatImageTests : IDisposable
{
    private const ulong Start = 0x4020_0000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_header_says_what_memory_the_image_takes_and_its_first_instruction_jumps_to_the_entry()
    {
        byte[] image = Link(out ulong entry, out ulong end);
        Assert.Equal("ARM\x64"u8, image.AsSpan(56, 4));
        uint instruction = BinaryPrimitives.ReadUInt32LittleEndian(image);
        Assert.Equal(0x1400_0000u, instruction & 0xfc00_0000);
        Assert.Equal(entry, Start + 4 * (ulong)(instruction & 0x03ff_ffff));
        Assert.Equal(0ul, BinaryPrimitives.ReadUInt64LittleEndian(image.AsSpan(8)));
        Assert.Equal(end - Start, (ulong)image.Length);
        Assert.Equal(end - Start, BinaryPrimitives.ReadUInt64LittleEndian(image.AsSpan(16)));
        Assert.Equal(0b0010ul, BinaryPrimitives.ReadUInt64LittleEndian(image.AsSpan(24)));
    }

    [Fact]
    public void Every_section_lies_where_the_elf_file_says()
    {
        byte[] image = Link(out _, out _);
        int compared = 0;
        foreach (ElfSection section in TestLink.Read(_folder["image"]).Sections.Where(section => section.IsAllocated && section.Type != ElfSectionType.NoBits))
        {
            Assert.Equal(section.Content.ToArray(), image.AsSpan((int)(section.VirtualAddress - Start), (int)section.Size).ToArray());
            compared++;
        }
        Assert.True(compared >= 2);
    }

    [Fact]
    public void There_is_none_for_x64()
    {
        var diagnostics = new DiagnosticBag();
        string file = ObjectBuilder.WithStart([0x90], out _).Write(_folder, "a.o");
        Assert.Null(Linker.Link(new LinkOptions { OutputFile = _folder["image"], FlatFile = _folder["flat"], EntryPoint = "_start", Objects = [file] }, diagnostics));
        Assert.Contains(diagnostics, diagnostic => diagnostic.Code == ErrorCodes.InvalidOption);
        Assert.False(File.Exists(_folder["flat"]));
    }

    private byte[] Link(out ulong entry, out ulong end)
    {
        ObjectBuilder builder = ObjectBuilder.WithStart([0x1f, 0x20, 0x03, 0xd5, 0xc0, 0x03, 0x5f, 0xd6], out _, ElfArch.AARCH64);
        builder.Section(".data", ObjectBuilder.Data, [1, 2, 3, 4, 5, 6, 7, 8], alignment: 8);
        string file = builder.Write(_folder, "a.o");
        var diagnostics = new DiagnosticBag();
        LinkResult? result = Linker.Link(new LinkOptions { OutputFile = _folder["image"], FlatFile = _folder["flat"], EntryPoint = "_start", Objects = [file] }, diagnostics);
        Assert.Empty(diagnostics);
        entry = TestLink.Read(_folder["image"]).EntryPointAddress;
        end = Start + 4096 + result!.MemorySize;
        return File.ReadAllBytes(_folder["flat"]);
    }
}

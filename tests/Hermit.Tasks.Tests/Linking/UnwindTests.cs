using System.Buffers.Binary;
using Hermit.Tasks.Diagnostics;
using Hermit.Tasks.Objects;
using LibObjectFile.Elf;
using Hermit.Tasks.Tests.Support;

namespace Hermit.Tasks.Tests.Linking;

public sealed class UnwindTests : IDisposable
{
    private const uint Relative32 = 2;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Function(string name, ReadOnlySpan<byte> unwind)
    {
        var builder = new ObjectBuilder();
        int text = builder.Section(".text", ObjectBuilder.Code, new byte[16], alignment: 16);
        builder.Global(name, text, type: ElfSymbolType.Function, size: 16);
        int frames = builder.Section(".eh_frame", ObjectBuilder.ReadOnly, unwind, alignment: 8);
        return builder.Relocation(frames, EhFrames.FunctionField, name, Relative32).Write(_folder, name + ".o");
    }

    [Fact]
    public void Equal_CIEs_are_merged_and_the_table_is_sorted_by_function()
    {
        TestLink link = TestLink.Run(_folder, Function("_start", EhFrames.OneFunction), Function("second", EhFrames.OneFunction)).AssertClean();

        ElfSection frames = link.Section(".eh_frame");
        Assert.Equal(24u + 24 + 24 + 4, frames.Size);
        ElfSection header = link.Section(".eh_frame_hdr");
        ReadOnlySpan<byte> table = header.Content.Span;
        Assert.Equal([1, 0x1b, 0x03, 0x3b], table[..4].ToArray());
        Assert.Equal(frames.VirtualAddress, header.VirtualAddress + 4 + (ulong)BinaryPrimitives.ReadInt32LittleEndian(table[4..]));
        Assert.Equal(2, BinaryPrimitives.ReadInt32LittleEndian(table[8..]));
        string[] functions = ["_start", "second"];
        for (int i = 0; i < functions.Length; i++)
        {
            Assert.Equal(link.Symbol(functions[i]), header.VirtualAddress + (ulong)BinaryPrimitives.ReadInt32LittleEndian(table[(12 + 8 * i)..]));
            ulong fde = header.VirtualAddress + (ulong)BinaryPrimitives.ReadInt32LittleEndian(table[(16 + 8 * i)..]);
            Assert.Equal(frames.VirtualAddress + 24 + 24 * (ulong)i, fde);
        }
        Assert.Single(link.Image.Segments, segment => segment.Type == new ElfSegmentType(ElfNative.PT_GNU_EH_FRAME));
    }

    [Fact]
    public void A_debugger_finds_the_unwind_data_in_the_debug_file()
    {
        TestLink link = TestLink.Run(_folder, Function("_start", EhFrames.OneFunction)).AssertClean();
        ElfSection copy = link.Debug.Sections.Single(section => section.Name.Value == ".eh_frame");
        Assert.Equal(link.Content(".eh_frame"), copy.Content.ToArray());
        ElfSegment segment = link.Debug.Segments.Single(header => header.Type == ElfSegmentTypeCore.Load && header.Size > 0);
        Assert.Equal((copy.Position, copy.VirtualAddress, copy.Size), (segment.Position, segment.VirtualAddress, segment.Size));
        ElfSection text = link.Debug.Sections.Single(section => section.Name.Value == ".text");
        Assert.Equal((ElfSectionType.NoBits, link.Section(".text").VirtualAddress), (text.Type, text.VirtualAddress));
    }

    [Theory]
    [InlineData(0, 0xff)]
    [InlineData(28, 4)]
    [InlineData(9, (byte)'q')]
    [InlineData(16, 0x51)]
    public void Corrupt_unwind_data_is_an_error_that_names_the_object(int offset, byte value)
    {
        byte[] unwind = EhFrames.OneFunction.ToArray();
        unwind[offset] = value;
        TestLink link = TestLink.Run(_folder, Function("_start", unwind));
        Diagnostic error = link.Single(ErrorCodes.CorruptUnwindData);
        Assert.Equal(_folder["_start.o"], error.File);
    }
}

using System.Buffers.Binary;
using Hermit.Tasks.Diagnostics;
using Hermit.Tasks.Objects;
using LibObjectFile.Elf;
using Hermit.Tasks.Tests.Support;

namespace Hermit.Tasks.Tests.Linking;

/// <summary>ilc's thread-local accesses become local-exec: a fixed offset from the thread pointer.</summary>
public sealed class ThreadLocalTests : IDisposable
{
    private const uint TlsGd = 19;
    private const uint Plt32 = 4;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>data16 lea x@tlsgd(%rip), %rdi; data16 data16 rex.w call __tls_get_addr, as ilc writes it.</summary>
    private static byte[] GeneralDynamic => [0x66, 0x48, 0x8d, 0x3d, 0, 0, 0, 0, 0x66, 0x66, 0x48, 0xe8, 0, 0, 0, 0];

    private static ObjectBuilder X64Access(byte[] code)
    {
        ObjectBuilder builder = ObjectBuilder.WithStart(code, out int text);
        int tdata = builder.Section(".tdata", ObjectBuilder.Tls, new byte[20], alignment: 4);
        builder.NoBits(".tbss", ObjectBuilder.Tls, 8, alignment: 8);
        builder.Global("variable", tdata, 8, ElfSymbolType.Tls);
        return builder.Relocation(text, 4, "variable", TlsGd, -4).Relocation(text, 12, "__tls_get_addr", Plt32, -4);
    }

    [Fact]
    public void A_general_dynamic_access_on_x64_needs_no_call()
    {
        TestLink link = TestLink.Run(_folder, X64Access(GeneralDynamic).Write(_folder, "a.o")).AssertClean();

        byte[] code = link.Content(".text");
        // mov %fs:0, %rax; lea offset(%rax), %rax
        Assert.Equal([0x64, 0x48, 0x8b, 0x04, 0x25, 0, 0, 0, 0, 0x48, 0x8d, 0x80], code[..12]);
        // 20 bytes of data, 4 of padding, 8 zeroed: the thread pointer is 32 after the start, the variable at 8.
        Assert.Equal(8 - 32, BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(12)));
        Assert.DoesNotContain(link.Debug.Symbols, symbol => symbol.Name.Value == "__tls_get_addr");
    }

    [Fact]
    public void A_symbol_of_the_template_is_an_offset_in_it()
    {
        TestLink link = TestLink.Run(_folder, X64Access(GeneralDynamic).Write(_folder, "a.o")).AssertClean();
        Assert.Equal(8ul, link.Symbol("variable"));
        ElfSegment template = link.Image.Segments.Single(header => header.Type == ElfSegmentTypeCore.Tls);
        Assert.Equal((20ul, 32ul, 8ul), (template.Size, template.SizeInMemory, template.VirtualAddressAlignment));
    }

    [Fact]
    public void Other_instructions_around_the_relocation_are_refused()
    {
        byte[] code = GeneralDynamic;
        code[3] = 0x3c;
        TestLink link = TestLink.Run(_folder, X64Access(code).Write(_folder, "a.o"));
        Assert.Contains("R_X86_64_TLSGD", link.Single(ErrorCodes.UnknownTlsSequence).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_descriptor_access_on_arm64_becomes_two_moves()
    {
        // adrp x0, :tlsdesc:v; ldr x1, [x0, :tlsdesc_lo12:v]; add x0, x0, :tlsdesc_lo12:v; blr x1
        uint[] sequence = [0x9000_0000, 0xf940_0001, 0x9100_0000, 0xd63f_0020];
        byte[] code = new byte[16];
        for (int i = 0; i < sequence.Length; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(code.AsSpan(4 * i), sequence[i]);
        ObjectBuilder builder = ObjectBuilder.WithStart(code, out int text, ElfArch.AARCH64);
        int tdata = builder.Section(".tdata", ObjectBuilder.Tls, new byte[0x2_0000], alignment: 32);
        builder.Global("variable", tdata, 0x1_2340, ElfSymbolType.Tls);
        uint[] relocations = [562, 563, 564, 569];
        for (int i = 0; i < 4; i++)
            builder.Relocation(text, (ulong)(4 * i), "variable", relocations[i]);
        TestLink link = TestLink.Run(_folder, builder.Write(_folder, "a.o")).AssertClean();

        // The control block of 16 bytes, rounded up to the template's alignment, comes first: the offset is 0x12360.
        uint[] expected = [0xd2a0_0000 | 1 << 5, 0xf280_0000 | 0x2360 << 5, 0xd503_201f, 0xd503_201f];
        byte[] actual = link.Content(".text");
        Assert.Equal(expected, Enumerable.Range(0, 4).Select(i => BinaryPrimitives.ReadUInt32LittleEndian(actual.AsSpan(4 * i))));
    }
}

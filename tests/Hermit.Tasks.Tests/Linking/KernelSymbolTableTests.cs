using System.Buffers.Binary;
using System.Text;
using Hermit.Tasks.Diagnostics;
using Hermit.Tasks.Objects;
using LibObjectFile.Elf;
using Hermit.Tasks.Linking;
using Hermit.Tasks.Tests.Support;

namespace Hermit.Tasks.Tests.Linking;

public sealed class KernelSymbolTableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private TestLink Link(KernelSymbolMode mode)
    {
        var kernel = new ObjectBuilder();
        int text = kernel.Section(".text", ObjectBuilder.Code, new byte[64], alignment: 16);
        kernel.Local("Hermit_Memory_Hermit_Memory_Frames__Allocate", text, 32, ElfSymbolType.Function, 16);
        kernel.Global("_start", text, 0, ElfSymbolType.Function, 8).Global("RhpAllocate", text, 32, ElfSymbolType.Function, 16).Global("datum", text, 60);
        string file = kernel.Write(_folder, "kernel.o");
        Assert.True(Tasks.Closing.ObjectFiles.CreateArchive(_folder["lib.a"], [file], new DiagnosticBag()));
        var app = new ObjectBuilder();
        int code = app.Section(".text", ObjectBuilder.Code, new byte[16]);
        app.Global("App_Program__Main", code, 0, ElfSymbolType.Function, 16);
        return TestLink.Run(_folder, [app.Write(_folder, "app.o")], [_folder["lib.a"]], symbols: mode).AssertClean();
    }

    private static List<(uint Offset, uint Size, string Name)> Decode(byte[] table)
    {
        Assert.Equal("HSYM"u8.ToArray(), table[..4]);
        int count = BinaryPrimitives.ReadInt32LittleEndian(table.AsSpan(4));
        int names = 12 + 12 * count;
        Assert.Equal(table.Length - names, BinaryPrimitives.ReadInt32LittleEndian(table.AsSpan(8)));
        var functions = new List<(uint, uint, string)>();
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> entry = table.AsSpan(12 + 12 * i);
            ReadOnlySpan<byte> name = table.AsSpan(names + BinaryPrimitives.ReadInt32LittleEndian(entry[8..]));
            functions.Add((BinaryPrimitives.ReadUInt32LittleEndian(entry), BinaryPrimitives.ReadUInt32LittleEndian(entry[4..]), Encoding.UTF8.GetString(name[..name.IndexOf((byte)0)])));
        }
        return functions;
    }

    [Fact]
    public void Lists_the_kernels_functions_once_each_by_their_readable_names()
    {
        // The program comes first in the text segment, 16 bytes.
        Assert.Equal([(16u, 8u, "_start"), (48u, 16u, "Hermit.Memory.Frames.Allocate")], Decode(Link(KernelSymbolMode.Kernel).Content(".hermit.symbols")));
    }

    [Fact]
    public void Lists_the_programs_functions_on_request()
    {
        Assert.Equal(["App.Program.Main", "_start", "Hermit.Memory.Frames.Allocate"], Decode(Link(KernelSymbolMode.All).Content(".hermit.symbols")).Select(f => f.Name));
    }

    [Fact]
    public void Is_absent_when_it_is_not_wanted()
    {
        Assert.DoesNotContain(Link(KernelSymbolMode.None).Image.Sections, section => section.Name.Value == ".hermit.symbols");
    }
}

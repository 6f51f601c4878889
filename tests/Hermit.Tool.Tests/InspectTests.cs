using Hermit.Tasks.Diagnostics;
using Hermit.Tasks.Images;
using Hermit.Tasks.Linking;
using Hermit.Tasks.Tests.Support;
using Hermit.Tool.Inspecting;
using LibObjectFile.Elf;
using Spectre.Console;

namespace Hermit.Tool.Tests;

public sealed class InspectTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Link(bool withDebugFile = true)
    {
        ObjectBuilder builder = ObjectBuilder.WithStart(new byte[16], out int text);
        builder.Global("large__Function", text, 16, ElfSymbolType.Function, size: 0);
        int code = builder.Section("__managedcode", ObjectBuilder.Code, new byte[300]);
        builder.Global("App_App_Program__Main", code, 0, ElfSymbolType.Function, size: 300);
        int data = builder.Section(".rodata", ObjectBuilder.ReadOnly, [6, 0, 0, 0, 0, 0, 0, 0], alignment: 8);
        builder.Global("g_requiredCpuFeatures", data);
        builder.NoBits(".bss", ObjectBuilder.Data, 3 << 20);
        var diagnostics = new DiagnosticBag();
        var options = new LinkOptions
        {
            OutputFile = _folder["image"],
            DebugFile = withDebugFile ? _folder["image.dbg"] : null,
            EntryPoint = "_start",
            Objects = [builder.Write(_folder, "a.o")],
            Configuration = ImageConfiguration.Build(["memory=64M", "quiet=1"], diagnostics)!,
            InitialFiles = InitialFileSystem.Pack([("etc/motd", _folder.Write("motd", "hello, world"))], diagnostics)!,
        };
        Assert.NotNull(Linker.Link(options, diagnostics));
        return options.OutputFile;
    }

    private static ImageReport Inspect(string image)
    {
        var diagnostics = new DiagnosticBag();
        ImageReport? report = ImageInspector.Inspect(image, diagnostics);
        Assert.Empty(diagnostics);
        return report!;
    }

    [Fact]
    public void Tells_what_an_image_consists_of()
    {
        ImageReport report = Inspect(Link());

        Assert.Equal("X86_64", report.Machine);
        Assert.Equal(new FileInfo(_folder["image"]).Length, report.FileSize);
        Assert.Contains((".text", 0x20_0000ul, 16ul, "r-x"), report.Sections);
        Assert.Contains(report.Sections, section => section is { Name: ".bss", Size: 3 << 20, Protection: "rw-" });
        Assert.Equal(["memory=64M", "quiet=1"], report.Configuration);
        Assert.Equal([("etc", true, 0u), ("etc/motd", false, 12u)], report.Files.Select(file => (file.Path, file.IsDirectory, file.Size)));
    }

    [Fact]
    public void Tells_what_an_image_needs()
    {
        ImageReport report = Inspect(Link());

        // It ends above 5 MiB; two more are needed.
        Assert.Equal(8ul, report.LeastMemory);
        Assert.Equal(["AVX", "AVX2 with BMI, F16C, FMA, LZCNT and MOVBE"], report.Instructions);
    }

    [Fact]
    public void Lists_functions_by_size_with_their_readable_names()
    {
        ImageReport report = Inspect(Link());

        Assert.Equal([("App.Program.Main", 300ul, false), ("_start", 16ul, true)], report.Functions);
    }

    [Fact]
    public void Names_the_functions_that_the_kernel_lacks()
    {
        ObjectBuilder builder = ObjectBuilder.WithStart(new byte[16], out int text);
        builder.Global("HermitMissingEntryPoint", text, 8, ElfSymbolType.Function, size: 8);
        builder.Relocation(text, 0, "SystemNative_Absent", 4, -4);
        var diagnostics = new DiagnosticBag();
        var options = new LinkOptions
        {
            OutputFile = _folder["image"],
            DebugFile = _folder["image.dbg"],
            EntryPoint = "_start",
            Objects = [builder.Write(_folder, "a.o")],
            MissingEntryPointPrefixes = ["SystemNative_"],
        };
        Assert.NotNull(Linker.Link(options, diagnostics));

        Assert.Equal(["SystemNative_Absent"], Inspect(options.OutputFile).MissingFunctions);
        Assert.Empty(Inspect(Link()).MissingFunctions!);
    }

    [Fact]
    public void Does_without_a_debug_file()
    {
        ImageReport report = Inspect(Link(withDebugFile: false));

        Assert.Null(report.Functions);
        Assert.Null(report.Instructions);
        Assert.NotEmpty(report.Sections);
    }

    [Fact]
    public void Prints_a_report()
    {
        string image = Link();
        var output = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output), Ansi = AnsiSupport.No });

        Assert.Equal(0, InspectCommand.Run(console, image, functions: 1));

        string text = output.ToString();
        Assert.Contains("App.Program.Main", text, StringComparison.Ordinal);
        Assert.DoesNotContain("_start", text, StringComparison.Ordinal);
        Assert.Contains("/etc/motd", text, StringComparison.Ordinal);
        Assert.Contains("memory=64M", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_what_is_no_image()
    {
        string image = ObjectBuilder.WithStart([0xc3], out _).Write(_folder, "a.o");
        var diagnostics = new DiagnosticBag();

        Assert.Null(ImageInspector.Inspect(image, diagnostics));
        Assert.Equal(ErrorCodes.UnsupportedElf, Assert.Single(diagnostics).Code);
    }

    [Fact]
    public void Damaged_archives_never_throw()
    {
        byte[] sample = InitialFileSystem.Pack([("a/b", _folder.Write("b", "content")), ("c", _folder.Write("c", "more"))], new DiagnosticBag())!;
        Assert.True(CpioReader.TryList(sample, out List<CpioEntry> entries));
        Assert.Equal(["a", "a/b", "c"], entries.Select(entry => entry.Path));
        var random = new Random(3);
        for (int round = 0; round < 20_000; round++)
        {
            byte[] damaged = (byte[])sample.Clone();
            for (int flips = random.Next(1, 4); flips > 0; flips--)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            CpioReader.TryList(damaged.AsSpan(0, random.Next(damaged.Length + 1)), out _);
        }
    }
}

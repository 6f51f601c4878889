using Hermit.Tasks.Diagnostics;
using Hermit.Tasks.Objects;
using LibObjectFile.Elf;
using Hermit.Tasks.Linking;

namespace Hermit.Tasks.Tests.Support;

/// <summary>One link into a folder, and its outputs.</summary>
public sealed class TestLink
{
    private TestLink(LinkResult? result, DiagnosticBag diagnostics, ElfFile? image, ElfFile? debug)
    {
        Result = result;
        Diagnostics = diagnostics;
        Image = image!;
        Debug = debug!;
    }

    public LinkResult? Result { get; }

    public DiagnosticBag Diagnostics { get; }

    /// <summary>The image; null when the link failed.</summary>
    public ElfFile Image { get; }

    /// <summary>The debug file; null when the link failed.</summary>
    public ElfFile Debug { get; }

    public static TestLink Run(TemporaryFolder folder, params string[] objects) => Run(folder, objects, []);

    public static TestLink Run(
        TemporaryFolder folder, string[] objects, string[] archives, string[]? missingPrefixes = null,
        byte[]? configuration = null, byte[]? files = null, KernelSymbolMode symbols = KernelSymbolMode.Kernel, string[]? roots = null)
    {
        var diagnostics = new DiagnosticBag();
        var options = new LinkOptions
        {
            OutputFile = folder["image"],
            DebugFile = folder["image.dbg"],
            MapFile = folder["image.map"],
            Objects = objects,
            EntryPoint = "_start",
            Archives = archives,
            RootSymbols = roots ?? [],
            KernelSymbols = symbols,
            MissingEntryPointPrefixes = missingPrefixes ?? [],
            Configuration = configuration,
            InitialFiles = files,
        };
        LinkResult? result = Linker.Link(options, diagnostics);
        return result is null
            ? new TestLink(null, diagnostics, null, null)
            : new TestLink(result, diagnostics, Read(options.OutputFile), Read(options.DebugFile!));
    }

    public static ElfFile Read(string path)
    {
        var diagnostics = new DiagnosticBag();
        ElfFile? file = ObjectReader.Read(File.ReadAllBytes(path), path, diagnostics);
        Assert.Empty(diagnostics);
        return file!;
    }

    /// <summary>The link succeeded without a word.</summary>
    public TestLink AssertClean()
    {
        Assert.Empty(Diagnostics);
        Assert.NotNull(Result);
        return this;
    }

    public ElfSection Section(string name) => Image.Sections.Single(section => section.Name.Value == name);

    public byte[] Content(string name) => Section(name).Content.ToArray();

    public ulong Symbol(string name) => Debug.Symbols.Single(symbol => symbol.Name.Value == name).Value;

    /// <summary>The one diagnostic with this code.</summary>
    public Diagnostic Single(string code) => Diagnostics.Single(diagnostic => diagnostic.Code == code);
}

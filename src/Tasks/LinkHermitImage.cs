using Hermit.Tasks.Diagnostics;
using Hermit.Tasks.Images;
using Hermit.Tasks.Linking;
using Microsoft.Build.Framework;

namespace Hermit.Tasks;

/// <summary>MSBuild task: links the program's object with the kernel archive into a bootable image.</summary>
public sealed class LinkHermitImage : HermitTask
{
    /// <summary>Metadata that holds the value of a configuration item; without it the item itself is <c>key=value</c>.</summary>
    private const string ValueMetadata = "Value";

    /// <summary>Metadata that holds an initial file's path in the image; without it the file's name is used.</summary>
    private const string TargetPathMetadata = "TargetPath";

    /// <summary>Object files, all linked, in this order.</summary>
    [Required]
    public ITaskItem[] Objects { get; set; } = [];

    /// <summary>Archives, whose members are linked when they define something undefined.</summary>
    public ITaskItem[] Archives { get; set; } = [];

    /// <summary>The image.</summary>
    [Required]
    public string OutputFile { get; set; } = "";

    /// <summary>The image in the form that boot loaders of Linux start, for AArch64; empty for none.</summary>
    public string FlatFile { get; set; } = "";

    /// <summary>File for symbols and debug information; empty for none.</summary>
    public string DebugFile { get; set; } = "";

    /// <summary>File for the map; empty for none.</summary>
    public string MapFile { get; set; } = "";

    /// <summary>The symbol where execution starts; empty for the kernel's entry on the machine.</summary>
    public string EntryPoint { get; set; } = "";

    /// <summary>Symbols that are linked although nothing refers to them.</summary>
    public string[] RootSymbols { get; set; } = [];

    /// <summary>Configuration: items <c>key</c> with metadata <c>Value</c>, or items <c>key=value</c>.</summary>
    public ITaskItem[] Configuration { get; set; } = [];

    /// <summary>Files of the initial file system, with metadata <c>TargetPath</c>.</summary>
    public ITaskItem[] InitialFiles { get; set; } = [];

    /// <summary>Which functions a panic can name: <c>none</c>, <c>kernel</c> (default) or <c>all</c>.</summary>
    public string KernelSymbols { get; set; } = nameof(KernelSymbolMode.Kernel);

    /// <summary>
    /// Prefixes of the functions of .NET's native libraries, and of what is not there of its runtime. One that the kernel lacks throws when called and is
    /// a warning; any other undefined symbol is an error.
    /// </summary>
    public string[] MissingEntryPointPrefixes { get; set; } =
        ["SystemNative_", "CryptoNative_", "CompressionNative_", "NetSecurityNative_", "GlobalizationNative_", "Brotli", .. PlatformFeature.ComFunctions];

    /// <summary>The program's assemblies whose source is here: warnings point into them.</summary>
    public ITaskItem[] OwnAssemblies { get; set; } = [];

    /// <summary>Size of the image file in bytes.</summary>
    [Output]
    public long ImageSize { get; set; }

    /// <summary>Bytes of memory that the image takes when loaded, zeroed data included.</summary>
    [Output]
    public ulong MemorySize { get; set; }

    private protected override void Run(DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        if (!Enum.TryParse(KernelSymbols, ignoreCase: true, out KernelSymbolMode symbols) || !Enum.IsDefined(symbols))
        {
            diagnostics.Error(ErrorCodes.InvalidOption, $"KernelSymbols is `{KernelSymbols}`; it can be none, kernel or all");
            return;
        }
        byte[]? configuration = ImageConfiguration.Build(Configuration.Select(ConfigurationLine), diagnostics);
        byte[]? files = InitialFileSystem.Pack(InitialFiles.Select(FileOf), diagnostics);
        if (configuration is null || files is null)
            return;
        var options = new LinkOptions
        {
            OutputFile = OutputFile,
            FlatFile = FlatFile.Length == 0 ? null : FlatFile,
            DebugFile = DebugFile.Length == 0 ? null : DebugFile,
            MapFile = MapFile.Length == 0 ? null : MapFile,
            Objects = Array.ConvertAll(Objects, item => item.ItemSpec),
            Archives = Array.ConvertAll(Archives, item => item.ItemSpec),
            EntryPoint = EntryPoint.Length == 0 ? null : EntryPoint,
            RootSymbols = RootSymbols,
            KernelSymbols = symbols,
            MissingEntryPointPrefixes = MissingEntryPointPrefixes,
            OwnAssemblies = Array.ConvertAll(OwnAssemblies, item => item.ItemSpec),
            Configuration = configuration,
            InitialFiles = files,
        };
        if (Linker.Link(options, diagnostics, cancellation) is not { } result)
            return;
        ImageSize = result.ImageSize;
        MemorySize = result.MemorySize;
        Log.LogMessage(MessageImportance.Low, $"{OutputFile}: {result.ImageSize} bytes, {result.MemorySize} in memory");
    }

    private static string ConfigurationLine(ITaskItem item)
    {
        string value = item.GetMetadata(ValueMetadata);
        return value.Length > 0 ? $"{item.ItemSpec}={value}" : item.ItemSpec;
    }

    private static (string Target, string Source) FileOf(ITaskItem item)
    {
        string target = item.GetMetadata(TargetPathMetadata);
        return (target.Length > 0 ? target : Path.GetFileName(item.ItemSpec), item.ItemSpec);
    }
}

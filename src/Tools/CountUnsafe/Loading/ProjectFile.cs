namespace Hermit.CountUnsafe.Loading;

/// <summary>A project as its evaluation describes it, before anything is parsed.</summary>
internal sealed record ProjectFile
{
    /// <summary>The full path of the project file; of the folder for loose files.</summary>
    public required string Path { get; init; }

    /// <summary>The name of its assembly.</summary>
    public required string Name { get; init; }

    /// <summary>The target framework that was evaluated, or empty.</summary>
    public string Framework { get; init; } = "";

    /// <summary>All its target frameworks, when there are several.</summary>
    public IReadOnlyList<string> Frameworks { get; init; } = [];

    /// <summary>Whether its compiler accepts <c>unsafe</c>.</summary>
    public bool AllowsUnsafe { get; init; }

    /// <summary>The language version asked for, or empty.</summary>
    public string LanguageVersion { get; init; } = "";

    /// <summary>Whether nullable reference types are on (<c>enable</c>, <c>annotations</c>, …), or empty.</summary>
    public string Nullable { get; init; } = "";

    /// <summary>The preprocessor symbols.</summary>
    public IReadOnlyList<string> Constants { get; init; } = [];

    /// <summary>The kind of output: <c>Exe</c>, <c>Library</c>, ….</summary>
    public string OutputType { get; init; } = "Library";

    /// <summary>The full paths of the C# files.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>The full paths of the projects that it is compiled against.</summary>
    public IReadOnlyList<string> ProjectReferences { get; init; } = [];

    /// <summary>The full paths of the assemblies that it names by file.</summary>
    public IReadOnlyList<string> FileReferences { get; init; } = [];

    /// <summary>The full paths of the analyzers and source generators that other projects make for it; they may not be built.</summary>
    public IReadOnlyList<string> Analyzers { get; init; } = [];

    /// <summary>The shared frameworks beyond the base one, such as Microsoft.AspNetCore.App.</summary>
    public IReadOnlyList<string> FrameworkReferences { get; init; } = [];

    /// <summary>The global using directives that the SDK would generate.</summary>
    public IReadOnlyList<string> Usings { get; init; } = [];

    /// <summary>The assemblies that see its internals.</summary>
    public IReadOnlyList<string> Friends { get; init; } = [];

    /// <summary>The full path of the file that restore writes.</summary>
    public string AssetsFile { get; init; } = "";

    /// <summary>Whether only the XML was read, because the project could not be evaluated.</summary>
    public bool IsGuess { get; init; }
}

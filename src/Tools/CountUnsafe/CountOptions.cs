namespace Hermit.CountUnsafe;

/// <summary>What to count, and how.</summary>
internal sealed record CountOptions
{
    /// <summary>A project, a solution, a folder, or a single C# file.</summary>
    public required string Path { get; init; }

    /// <summary>Files larger than this many bytes are left out.</summary>
    public long MaxFileSize { get; init; } = 16 << 20;

    /// <summary>Whether generated files are counted; they are compiled in any case.</summary>
    public bool IncludeGenerated { get; init; }

    /// <summary>The target framework to count projects with several for; null for the newest of each.</summary>
    public string? Framework { get; init; }

    /// <summary>MSBuild properties for the evaluation of projects.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>();

    /// <summary>Wildcard patterns of relative paths that are left out.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>The program that evaluates projects; null when only their XML is to be read.</summary>
    public string? DotnetHost { get; init; } = Loading.DotnetHost.Find();
}

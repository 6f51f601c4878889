using Hermit.Tasks.Diagnostics;
using Hermit.Tasks.Linking;
using Hermit.Tasks.Objects;
using Microsoft.Build.Framework;

namespace Hermit.Tasks;

/// <summary>MSBuild task: the names that an archive's symbol table lists, each once, in ordinal order.</summary>
public sealed class ListArchiveExports : HermitTask
{
    /// <summary>The archive.</summary>
    [Required]
    public string Archive { get; set; } = "";

    /// <summary>The names.</summary>
    [Output]
    public string[] Symbols { get; set; } = [];

    private protected override void Run(DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        if (InputFile.Read(Archive, diagnostics) is { } bytes && ArchiveReader.Read(bytes, Archive, diagnostics) is { } archive)
            Symbols = [.. archive.Symbols.Keys.Order(StringComparer.Ordinal)];
    }
}

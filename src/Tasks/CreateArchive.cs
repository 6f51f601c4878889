using Hermit.Tasks.Closing;
using Hermit.Tasks.Diagnostics;
using Microsoft.Build.Framework;

namespace Hermit.Tasks;

/// <summary>MSBuild task: makes an archive with a symbol table from object files.</summary>
public sealed class CreateArchive : HermitTask
{
    /// <summary>The object files, in the order of the archive.</summary>
    [Required]
    public ITaskItem[] Objects { get; set; } = [];

    /// <summary>The archive.</summary>
    [Required]
    public string OutputFile { get; set; } = "";

    private protected override void Run(DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        ObjectFiles.CreateArchive(OutputFile, Array.ConvertAll(Objects, item => item.ItemSpec), diagnostics);
    }
}

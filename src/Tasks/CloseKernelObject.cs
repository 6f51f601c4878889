using Hermit.Tasks.Closing;
using Hermit.Tasks.Diagnostics;
using Microsoft.Build.Framework;

namespace Hermit.Tasks;

/// <summary>MSBuild task: makes the kernel's object fit to share an image with a program's.</summary>
public sealed class CloseKernelObject : HermitTask
{
    /// <summary>The object that ilc made.</summary>
    [Required]
    public string InputFile { get; set; } = "";

    /// <summary>The same compiled into one section of each kind, for the method data; empty when the input's own is right.</summary>
    public string MethodDataFile { get; set; } = "";

    /// <summary>The closed object.</summary>
    [Required]
    public string OutputFile { get; set; } = "";

    private protected override void Run(DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        ObjectFiles.Close(InputFile, MethodDataFile.Length == 0 ? null : MethodDataFile, OutputFile, diagnostics);
    }
}

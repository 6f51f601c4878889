using Hermit.Tasks.Diagnostics;
using Hermit.Tasks.Projects;
using Microsoft.Build.Framework;

namespace Hermit.Tasks;

/// <summary>MSBuild task: warns about properties of a project that are meant for the SDK and unknown to it, with the nearest known name.</summary>
public sealed class CheckPropertyNames : HermitTask
{
    /// <summary>The project file.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    /// <summary>Files that other projects use too, such as Directory.Build.props.</summary>
    public string[] SharedFiles { get; set; } = [];

    /// <summary>The properties that the SDK knows.</summary>
    [Required]
    public string[] KnownProperties { get; set; } = [];

    private protected override void Run(DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        var names = new PropertyNames(KnownProperties);
        IEnumerable<string> commandLine = BuildEngine is IBuildEngine6 engine ? engine.GetGlobalProperties().Keys : [];
        IEnumerable<UnknownProperty> unknown =
        [
            .. names.FindIn(ProjectFile, isShared: false),
            .. SharedFiles.SelectMany(file => names.FindIn(file, isShared: true)),
            .. commandLine.Select(name => names.Judge(name, isShared: false)).OfType<UnknownProperty>(),
        ];
        foreach (UnknownProperty property in unknown)
        {
            diagnostics.Add(new Diagnostic(
                DiagnosticSeverity.Warning,
                ErrorCodes.UnknownProperty,
                $"The property {property.Name} is unknown to Hermit.Sdk, and has no effect. Is {property.Nearest} meant?",
                property.File ?? ProjectFile,
                Line: property.Line));
        }
    }
}

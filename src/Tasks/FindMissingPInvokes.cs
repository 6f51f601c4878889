using Hermit.Tasks.Assemblies;
using Hermit.Tasks.Diagnostics;
using Hermit.Tasks.PInvokes;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Hermit.Tasks;

/// <summary>
/// MSBuild task: warns about every library that the compiled program has P/Invokes into and that is not in the image. Only methods that
/// ilc compiled count: a library's unused imports are nobody's problem.
/// </summary>
public sealed class FindMissingPInvokes : HermitTask
{
    /// <summary>The program's object, from ilc.</summary>
    [Required]
    public string ObjectFile { get; set; } = "";

    /// <summary>The assemblies that were compiled: the program's and its references.</summary>
    [Required]
    public ITaskItem[] Assemblies { get; set; } = [];

    /// <summary>Those of <see cref="Assemblies"/> whose source is here: warnings point into them.</summary>
    public ITaskItem[] OwnAssemblies { get; set; } = [];

    /// <summary>Names of the libraries that the kernel stands in for; prefix <c>lib</c> and extension do not matter.</summary>
    public string[] ProvidedLibraries { get; set; } = [];

    /// <summary>The methods found: item is the method, metadata <c>Library</c> and <c>EntryPoint</c>.</summary>
    [Output]
    public ITaskItem[] MissingMethods { get; set; } = [];

    private protected override void Run(DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        var finder = new MissingPInvokeFinder(ProvidedLibraries, SourceUses.Read(OwnAssemblies.Select(item => item.ItemSpec)), diagnostics);
        string[] assemblies = Array.ConvertAll(Assemblies, item => item.ItemSpec);
        MissingMethods = finder.Find(ObjectFile, assemblies, cancellation).Select(ToItem).ToArray();
    }

    private static TaskItem ToItem(PInvokeMethod method)
    {
        var item = new TaskItem(method.Name);
        item.SetMetadata("Library", method.Library);
        item.SetMetadata("EntryPoint", method.EntryPoint);
        return item;
    }
}

using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hermit.CountUnsafe.Loading;

/// <summary>Runs the source generators that a project gets from other projects: what they write is compiled, so it is counted.</summary>
internal static class SourceGenerators
{
    /// <summary>The compilation with what its generators add, and the files that they add.</summary>
    public static (CSharpCompilation Compilation, IReadOnlyList<SourceFile> Files) Run(
        ProjectFile project, CSharpCompilation compilation, CSharpParseOptions parsing, List<LeftOut> leftOut, string shown, CancellationToken cancellation)
    {
        List<ISourceGenerator> generators = [];
        foreach (string path in project.Analyzers)
        {
            if (Newest(path) is { } found)
            {
                generators.AddRange(Load(found, leftOut, shown));
            }
            else
            {
                leftOut.Add(new LeftOut(shown, $"what the source generators in {Path.GetFileName(path)} write, because that is not built"));
            }
        }

        if (generators.Count == 0)
        {
            return (compilation, []);
        }

        CSharpGeneratorDriver.Create(generators, parseOptions: parsing)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation updated, out _, cancellation);
        SourceFile[] files = [.. updated.SyntaxTrees.Except(compilation.SyntaxTrees).Select(tree => new SourceFile($"{project.Path}/{tree.FilePath}", tree, true))];
        return ((CSharpCompilation)updated, files);
    }

    // The build that was made last, whichever configuration that was.
    private static string? Newest(string path)
    {
        char separator = Path.DirectorySeparatorChar;
        string[] all = [path, path.Replace($"{separator}Debug{separator}", $"{separator}Release{separator}"), path.Replace($"{separator}Release{separator}", $"{separator}Debug{separator}")];
        return all.Distinct().Where(File.Exists).OrderByDescending(File.GetLastWriteTimeUtc).FirstOrDefault();
    }

    private static IEnumerable<ISourceGenerator> Load(string path, List<LeftOut> leftOut, string shown)
    {
        try
        {
            return
            [
                .. Assembly.LoadFrom(path).GetTypes().Where(type => type.GetCustomAttribute<GeneratorAttribute>() is not null)
                    .Select(Activator.CreateInstance)
                    .Select(instance => instance is IIncrementalGenerator generator ? generator.AsSourceGenerator() : (ISourceGenerator)instance!),
            ];
        }
        catch (Exception error) when (error is IOException or BadImageFormatException or ReflectionTypeLoadException or InvalidCastException or MissingMethodException)
        {
            leftOut.Add(new LeftOut(shown, $"what the source generators in {Path.GetFileName(path)} write: {error.Message}"));
            return [];
        }
    }
}

using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Hermit.CountUnsafe.Loading;

/// <summary>Parses the files of projects and makes compilations of them, each against those before it.</summary>
internal sealed class Compiler(ProjectSet set, CountOptions options)
{
    private readonly ReferenceResolver _references = new();
    private readonly Dictionary<string, CompiledProject> _compiled = [];

    /// <summary>Compiles the next project of <see cref="ProjectSet.Ordered"/>.</summary>
    public CompiledProject Compile(ProjectFile project, Action fileDone, CancellationToken cancellation)
    {
        CSharpParseOptions parsing = new(Language(project), DocumentationMode.None, SourceCodeKind.Regular, project.Constants);
        List<LeftOut> leftOut = [];
        SourceFile?[] files = new SourceFile?[project.Sources.Count];
        Parallel.For(0, files.Length, new ParallelOptions { CancellationToken = cancellation }, i =>
        {
            files[i] = Parse(project.Sources[i], parsing, leftOut, cancellation);
            fileDone();
        });

        SourceFile[] parsed = [.. files.OfType<SourceFile>()];
        CompiledProject[] dependencies = [.. Closure(project)];
        CSharpCompilation compilation = CSharpCompilation.Create(
            project.Name,
            [.. parsed.Select(file => file.Tree), .. Synthesised(project, parsing)],
            [.. dependencies.Select(dependency => dependency.Compilation.ToMetadataReference())],
            new CSharpCompilationOptions(
                project.OutputType is "Exe" or "WinExe" ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                allowUnsafe: true,
                nullableContextOptions: project.Nullable.ToLowerInvariant() switch
                {
                    "enable" => NullableContextOptions.Enable,
                    "annotations" => NullableContextOptions.Annotations,
                    "warnings" => NullableContextOptions.Warnings,
                    _ => NullableContextOptions.Disable,
                },
                concurrentBuild: true,
                metadataImportOptions: MetadataImportOptions.Internal));

        // A project with its own System.Object, or compiled against one that has it, sees nothing of the framework.
        bool ownCore = compilation.Assembly.GetTypeByMetadataName("System.Object") is not null || dependencies.Any(dependency => dependency.HasOwnCore);
        compilation = compilation.AddReferences(_references.Resolve(project, withFramework: !ownCore));
        (compilation, IReadOnlyList<SourceFile> generated) = SourceGenerators.Run(project, compilation, parsing, leftOut, set.Show(project.Path), cancellation);
        CompiledProject result = new(project, compilation, [.. parsed, .. generated], leftOut, ownCore);
        _compiled[project.Path] = result;
        return result;
    }

    private SourceFile? Parse(string path, CSharpParseOptions parsing, List<LeftOut> leftOut, CancellationToken cancellation)
    {
        string? reason = null;
        try
        {
            if (set.IsExcluded(path))
            {
                return null;
            }

            long length = new FileInfo(path).Length;
            if (length <= options.MaxFileSize)
            {
                using FileStream stream = File.OpenRead(path);
                SourceText text = SourceText.From(stream, Encoding.UTF8, throwIfBinaryDetected: true);
                SyntaxTree tree = CSharpSyntaxTree.ParseText(text, parsing, path, cancellation);
                return new SourceFile(path, tree, Generated.IsGenerated(path, text));
            }

            reason = $"{length / 1048576.0:0.0} MB is over the limit of {options.MaxFileSize / 1048576.0:0.#} MB for a file (--max-file-size)";
        }
        catch (FileNotFoundException)
        {
            reason = "the project names it, but it does not exist";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            reason = $"it cannot be read: {error.Message}";
        }
        catch (InvalidDataException)
        {
            reason = "it is not text";
        }
        catch (InsufficientExecutionStackException)
        {
            reason = "it is nested too deeply to be parsed";
        }

        lock (leftOut)
        {
            leftOut.Add(new LeftOut(set.Show(path), reason));
        }

        return null;
    }

    // Project references are transitive.
    private IEnumerable<CompiledProject> Closure(ProjectFile project)
    {
        HashSet<string> seen = [];
        Stack<string> open = new(project.ProjectReferences);
        while (open.TryPop(out string? path))
        {
            if (seen.Add(path) && _compiled.TryGetValue(path, out CompiledProject? dependency))
            {
                yield return dependency;
                foreach (string next in dependency.Project.ProjectReferences)
                {
                    open.Push(next);
                }
            }
        }
    }

    private static IEnumerable<SyntaxTree> Synthesised(ProjectFile project, CSharpParseOptions parsing)
    {
        string text = string.Join('\n', project.Usings.Concat(
            project.Friends.Select(friend => $"[assembly: global::System.Runtime.CompilerServices.InternalsVisibleTo(\"{friend}\")]")));
        return text.Length == 0 ? [] : [CSharpSyntaxTree.ParseText(text, parsing, "", Encoding.UTF8)];
    }

    private static LanguageVersion Language(ProjectFile project) =>
        LanguageVersionFacts.TryParse(project.LanguageVersion, out LanguageVersion version) && version != LanguageVersion.Default ? version : LanguageVersion.Latest;
}

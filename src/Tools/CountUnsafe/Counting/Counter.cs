using System.Collections.Concurrent;
using System.Diagnostics;
using Hermit.CountUnsafe.Loading;
using Microsoft.CodeAnalysis;

namespace Hermit.CountUnsafe.Counting;

/// <summary>Counts everything that the options name.</summary>
internal sealed class Counter(CountOptions options, CountProgress progress)
{
    private readonly HashSet<string> _countedFiles = [];
    private readonly List<LeftOut> _leftOut = [];

    /// <summary>Loads, compiles and counts.</summary>
    /// <exception cref="UserErrorException">There is nothing to count.</exception>
    public async Task<Report> Count(CancellationToken cancellation)
    {
        Stopwatch watch = Stopwatch.StartNew();
        ProjectSet set = await ProjectSet.Load(options, cancellation);
        _leftOut.AddRange(set.LeftOut);
        HashSet<string> counted = [.. set.Counted.Select(project => project.Path)];
        progress.Total = set.Ordered.Sum(project => project.Sources.Count * (counted.Contains(project.Path) ? 2 : 1));

        Compiler compiler = new(set, options);
        List<ProjectReport> reports = [];
        foreach (ProjectFile project in set.Ordered)
        {
            cancellation.ThrowIfCancellationRequested();
            progress.Step = project.Name;
            CompiledProject compiled = compiler.Compile(project, () => progress.Advance(), cancellation);
            if (counted.Contains(project.Path))
            {
                _leftOut.AddRange(compiled.LeftOut);
                reports.Add(CountProject(set, compiled, cancellation));
            }
        }

        if (reports.All(report => report.Counts.Files == 0))
        {
            string reason = _leftOut.Count > 0 ? $" Left out: {_leftOut[0].Path}: {_leftOut[0].Reason}" : "";
            throw new UserErrorException($"{options.Path} holds no C# file that can be counted.{reason}");
        }

        return new Report { Input = options.Path, Projects = reports, LeftOut = _leftOut, Elapsed = watch.Elapsed };
    }

    private ProjectReport CountProject(ProjectSet set, CompiledProject compiled, CancellationToken cancellation)
    {
        ProjectFile project = compiled.Project;
        SourceFile[] files = ChooseFiles(set, compiled);
        progress.Advance(Math.Max(0, project.Sources.Count - files.Length));
        ConcurrentDictionary<string, Counts> results = new();
        ConcurrentBag<string> errors = [];
        Parallel.ForEach(files, new ParallelOptions { CancellationToken = cancellation }, file =>
        {
            string shown = set.Show(file.Path);
            try
            {
                SemanticModel model = compiled.Compilation.GetSemanticModel(file.Tree);
                results[file.Path] = new FileCounter(model, shown, cancellation).Count();
                foreach (Diagnostic error in model.GetDiagnostics(null, cancellation).Where(IsError))
                {
                    errors.Add($"{shown}({error.Location.GetLineSpan().StartLinePosition.Line + 1}): {error.Id}: {error.GetMessage()}");
                }
            }
            catch (Exception error) when (error is InsufficientExecutionStackException or NullReferenceException or InvalidOperationException or ArgumentException)
            {
                // The compiler gave up on this file; the others are not the worse for it.
                string cause = error is InsufficientExecutionStackException ? "it is nested too deeply" : error.Message;
                lock (_leftOut)
                {
                    _leftOut.Add(new LeftOut(shown, $"the compiler cannot analyse it: {cause}"));
                }
            }

            progress.Advance();
        });

        NoteErrors(set, compiled, errors);
        Counts counts = new();
        Counts generated = new();
        foreach (SourceFile file in files)
        {
            if (results.TryGetValue(file.Path, out Counts? found))
            {
                (file.IsGenerated && !options.IncludeGenerated ? generated : counts).Add(found);
            }
        }

        return new ProjectReport
        {
            Name = project.Name,
            Path = set.Show(project.Path),
            Framework = project.Framework,
            AllowsUnsafe = project.AllowsUnsafe,
            Counts = counts,
            Generated = generated,
            CompileErrors = errors.Count,
        };
    }

    /// <summary>The files of a project that are counted: each once.</summary>
    private SourceFile[] ChooseFiles(ProjectSet set, CompiledProject compiled)
    {
        string path = set.Show(compiled.Project.Path);
        SourceFile[] files = [.. compiled.Files.Where(file => _countedFiles.Add(file.Path))];
        if (files.Length < compiled.Files.Count)
        {
            _leftOut.Add(new LeftOut(path, $"{Files(compiled.Files.Count - files.Length)} that another project compiles too, counted there"));
        }

        return files;
    }

    private void NoteErrors(ProjectSet set, CompiledProject compiled, IReadOnlyCollection<string> errors)
    {
        if (errors.Count == 0)
        {
            return;
        }

        bool restored = compiled.HasOwnCore || File.Exists(compiled.Project.AssetsFile) || compiled.Project.AssetsFile.Length == 0;
        string what = errors.Count == 1 ? "1 compile error hides" : $"{errors.Count:N0} compile errors hide";
        _leftOut.Add(new LeftOut(
            set.Show(compiled.Project.Path), $"what its {what}{(restored ? "" : "; it is not restored")}. First: {errors.Min(StringComparer.Ordinal)}"));
    }

    // Partial methods without a body are implemented by source generators, which do not run here.
    private static bool IsError(Diagnostic diagnostic) =>
        diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id is not ("CS8795" or "CS9248");

    private static string Files(int count) => count == 1 ? "1 file" : $"{count:N0} files";
}

namespace Hermit.CountUnsafe.Loading;

/// <summary>The projects to count, and those that they are compiled against.</summary>
internal sealed class ProjectSet
{
    private readonly Dictionary<string, ProjectFile> _all = [];
    private readonly CountOptions _options;

    private ProjectSet(CountOptions options)
    {
        _options = options;
        Root = "";
    }

    /// <summary>The folder that paths are shown relative to.</summary>
    public string Root { get; private set; }

    /// <summary>The projects to count, each after those it is compiled against where that is possible.</summary>
    public List<ProjectFile> Counted { get; } = [];

    /// <summary>Projects that are only compiled against.</summary>
    public List<ProjectFile> Needed { get; } = [];

    /// <summary>What could not be loaded.</summary>
    public List<LeftOut> LeftOut { get; } = [];

    /// <summary>All projects in an order in which each follows those it is compiled against.</summary>
    public List<ProjectFile> Ordered { get; } = [];

    /// <summary>Finds out what <see cref="CountOptions.Path"/> names and evaluates its projects.</summary>
    /// <exception cref="UserErrorException">There is nothing to count.</exception>
    public static async Task<ProjectSet> Load(CountOptions options, CancellationToken cancellation)
    {
        ProjectSet set = new(options);
        string path = Path.GetFullPath(options.Path);
        if (Directory.Exists(path))
        {
            set.Root = path;
            IReadOnlyList<string> projects = [.. SourceFolder.Find(path, ".csproj").Where(project => !set.IsExcluded(project))];
            if (projects.Count == 0)
            {
                set.AddLoose(path, SourceFolder.Find(path, ".cs"));
            }
            else
            {
                await set.Add(projects, cancellation);
                set.NoteStrays(path);
            }
        }
        else if (!File.Exists(path))
        {
            throw new UserErrorException($"{options.Path} does not exist. Name a project, a solution, or a folder.");
        }
        else if (SolutionReader.IsSolution(path))
        {
            set.Root = Path.GetDirectoryName(path)!;
            IReadOnlyList<string> projects = SolutionReader.Read(path);
            if (projects.Count == 0)
            {
                throw new UserErrorException($"{options.Path} lists no C# project.");
            }

            await set.Add([.. projects.Where(project => !set.IsExcluded(project))], cancellation);
        }
        else if (path.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase))
        {
            set.Root = Path.GetDirectoryName(path)!;
            await set.Add([path], cancellation);
        }
        else if (path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase))
        {
            set.Root = Path.GetDirectoryName(path)!;
            set.AddLoose(path, [path]);
        }
        else
        {
            throw new UserErrorException($"{options.Path} is not a C# project (.csproj), a solution (.sln, .slnx, .slnf), a folder or a C# file.");
        }

        set.Order();
        return set;
    }

    /// <summary>A path as it is shown to the user.</summary>
    public string Show(string path)
    {
        string relative = Path.GetRelativePath(Root, path);
        return relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? path : relative.Replace(Path.DirectorySeparatorChar, '/');
    }

    /// <summary>Whether the user asked to leave <paramref name="path"/> out.</summary>
    public bool IsExcluded(string path) => _options.Exclude.Any(
        pattern => System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, Show(path), ignoreCase: false));

    private void AddLoose(string path, IReadOnlyList<string> sources)
    {
        if (sources.Count == 0)
        {
            throw new UserErrorException($"{_options.Path} holds no C# file (.cs) and no C# project (.csproj). Build folders (bin, obj, artifacts) are not searched.");
        }

        ProjectFile loose = new()
        {
            Path = path,
            Name = Path.GetFileName(path.TrimEnd(Path.DirectorySeparatorChar)) is { Length: > 0 } name ? name : path,
            AllowsUnsafe = true,
            Sources = sources,
            Nullable = "enable",
            IsGuess = true,
        };
        _all[path] = loose;
        Counted.Add(loose);
        LeftOut.Add(new LeftOut(Show(path), "belongs to no project: its files are compiled together against the shared framework, with unsafe allowed"));
    }

    private async Task Add(IReadOnlyList<string> projects, CancellationToken cancellation)
    {
        HashSet<string> selected = [.. projects];
        List<string> wave = [.. projects];
        while (wave.Count > 0)
        {
            foreach (string missing in wave.Where(project => !File.Exists(project)).ToArray())
            {
                LeftOut.Add(new LeftOut(Show(missing), "the project file does not exist"));
                wave.Remove(missing);
            }

            foreach (ProjectFile project in await Evaluate(wave, cancellation))
            {
                _all[project.Path] = project;
                (selected.Contains(project.Path) ? Counted : Needed).Add(project);
            }

            wave = [.. _all.Values.SelectMany(project => project.ProjectReferences).Where(reference => !_all.ContainsKey(reference) && File.Exists(reference)).Distinct()];
        }

        if (Counted.Count == 0)
        {
            throw new UserErrorException($"None of the projects of {_options.Path} exists.");
        }
    }

    private async Task<IEnumerable<ProjectFile>> Evaluate(IReadOnlyList<string> paths, CancellationToken cancellation)
    {
        if (paths.Count == 0)
        {
            return [];
        }

        Dictionary<string, string> errors = [];
        IReadOnlyDictionary<string, ProjectFile?> found = new Dictionary<string, ProjectFile?>();
        if (_options.DotnetHost is { } host)
        {
            Evaluator evaluator = new(host, _options);
            found = await evaluator.Evaluate([.. paths.Select(path => (path, (string?)null))], errors, cancellation);

            // A project with several targets says so first; its items are those of one target.
            (string, string?)[] several =
            [
                .. found.Values.OfType<ProjectFile>().Where(project => project.Framework.Length == 0 && project.Frameworks.Count > 0)
                    .Select(project => (project.Path, (string?)Choose(project.Frameworks))),
            ];
            if (several.Length > 0)
            {
                IReadOnlyDictionary<string, ProjectFile?> inner = await evaluator.Evaluate(several, errors, cancellation);
                found = found.ToDictionary(entry => entry.Key, entry => inner.TryGetValue(entry.Key, out ProjectFile? project) ? project : entry.Value);
            }
        }

        List<ProjectFile> result = [];
        foreach (string path in paths)
        {
            if (found.TryGetValue(path, out ProjectFile? project) && project is not null)
            {
                result.Add(project);
                continue;
            }

            string reason = _options.DotnetHost is null ? "there is no .NET SDK to evaluate it" : errors.GetValueOrDefault(path, "MSBuild did not evaluate it");
            LeftOut.Add(new LeftOut(Show(path), $"its evaluation, so that the C# files below its folder are taken for its own: {reason}"));
            result.Add(ProjectXml.Guess(path));
        }

        return result;
    }

    private string Choose(IReadOnlyList<string> frameworks)
    {
        if (_options.Framework is { } wanted && frameworks.Contains(wanted))
        {
            return wanted;
        }

        // The newest .NET; among its platforms the plain one.
        return frameworks.OrderByDescending(Generation).ThenBy(framework => framework.Contains('-')).First();

        static Version Generation(string framework) =>
            framework.StartsWith("net", StringComparison.Ordinal) && Version.TryParse(framework[3..].Split('-')[0], out Version? version) && version.Major >= 5
                ? version
                : new Version(0, 0);
    }

    private void NoteStrays(string folder)
    {
        HashSet<string> compiled = [.. _all.Values.SelectMany(project => project.Sources)];
        string[] strays = [.. SourceFolder.Find(folder, ".cs").Where(file => !compiled.Contains(file) && !IsExcluded(file))];
        if (strays.Length > 0)
        {
            string examples = string.Join(", ", strays.Take(3).Select(Show));
            string count = strays.Length == 1 ? "1 C# file" : $"{strays.Length:N0} C# files";
            LeftOut.Add(new LeftOut(".", $"{count} that no project compiles as it is configured: {examples}{(strays.Length > 3 ? ", …" : "")}"));
        }
    }

    // Depth first. A reference back into the path is a cycle, which no build accepts; it is cut, so that the rest can be counted.
    private void Order()
    {
        Dictionary<string, bool> done = [];
        foreach (ProjectFile project in _all.Values.OrderBy(project => project.Path, StringComparer.Ordinal).ToArray())
        {
            Visit(project.Path, []);
        }

        Counted.Sort((left, right) => Ordered.FindIndex(project => project.Path == left.Path).CompareTo(Ordered.FindIndex(project => project.Path == right.Path)));

        void Visit(string path, List<string> trail)
        {
            if (done.TryGetValue(path, out bool finished))
            {
                if (!finished)
                {
                    string last = trail[^1];
                    string cycle = string.Join(" → ", trail.SkipWhile(step => step != path).Append(path).Select(step => Path.GetFileNameWithoutExtension(step)));
                    string name = Path.GetFileNameWithoutExtension(path);
                    LeftOut.Add(new LeftOut(Show(last), $"its reference to {name}, because the project references form a cycle: {cycle}"));
                    _all[last] = _all[last] with { ProjectReferences = [.. _all[last].ProjectReferences.Where(reference => reference != path)] };
                    Replace(last);
                }

                return;
            }

            done[path] = false;
            foreach (string reference in _all[path].ProjectReferences.Where(_all.ContainsKey).ToArray())
            {
                Visit(reference, [.. trail, path]);
            }

            done[path] = true;
            Ordered.Add(_all[path]);
        }

        void Replace(string path)
        {
            int index = Counted.FindIndex(project => project.Path == path);
            if (index >= 0)
            {
                Counted[index] = _all[path];
            }
        }
    }
}

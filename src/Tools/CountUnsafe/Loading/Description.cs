namespace Hermit.CountUnsafe.Loading;

/// <summary>Reads what the <see cref="Evaluator"/>'s target wrote: one <c>key|value</c> a line.</summary>
internal static class Description
{
    /// <summary>The project at <paramref name="path"/> that <paramref name="lines"/> describe.</summary>
    public static ProjectFile Parse(string path, IReadOnlyList<string> lines)
    {
        ILookup<string, string> values = lines.Select(line => line.Split('|', 2)).Where(parts => parts.Length == 2).ToLookup(parts => parts[0], parts => parts[1]);
        string folder = Path.GetDirectoryName(path)!;
        string name = One("Name");
        return new ProjectFile
        {
            Path = path,
            Name = name.Length > 0 ? name : Path.GetFileNameWithoutExtension(path),
            Framework = One("Framework"),
            Frameworks = List("Frameworks"),
            AllowsUnsafe = One("AllowsUnsafe").Equals("true", StringComparison.OrdinalIgnoreCase),
            LanguageVersion = One("LanguageVersion"),
            Nullable = One("Nullable"),
            OutputType = One("OutputType"),
            Constants = [.. List("Constants").SelectMany(constant => constant.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries))],
            Sources = [.. values["Source"].Where(source => source.EndsWith(".cs", StringComparison.OrdinalIgnoreCase)).Select(Path.GetFullPath).Distinct()],
            ProjectReferences =
            [
                .. values["Project"].Select(reference => reference.Split('|')).Where(IsCompiledAgainst).Select(parts => Path.GetFullPath(parts[0])).Distinct(),
            ],
            FileReferences = [.. values["Reference"].Where(hint => hint.Length > 0).Select(Rooted)],
            Analyzers = [.. values["Analyzer"].Where(path => path.Length > 0)],
            FrameworkReferences = [.. values["FrameworkReference"]],
            Usings = [.. values["Using"].Select(value => value.Split('|')).Select(Using)],
            Friends = [.. values["Friend"].Select(value => value.Split('|')).Select(Friend)],
            AssetsFile = One("Assets") is { Length: > 0 } assets ? Path.GetFullPath(Path.Combine(folder, assets)) : Path.Combine(folder, "obj", "project.assets.json"),
        };

        string Rooted(string hint) => Path.GetFullPath(Path.Combine(folder, hint.Replace('\\', Path.DirectorySeparatorChar)));
        string One(string key) => values[key].FirstOrDefault() ?? "";
        string[] List(string key) => One(key).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private static bool IsCompiledAgainst(string[] parts) =>
        parts[0].EndsWith(".csproj", StringComparison.OrdinalIgnoreCase)
        && !(parts.Length > 1 && parts[1].Equals("false", StringComparison.OrdinalIgnoreCase))
        && !(parts.Length > 2 && parts[2].Length > 0);

    private static string Friend(string[] parts) => parts.Length > 1 && parts[1].Length > 0 ? $"{parts[0]}, PublicKey={parts[1]}" : parts[0];

    private static string Using(string[] parts)
    {
        bool isStatic = parts.Length > 1 && parts[1].Equals("true", StringComparison.OrdinalIgnoreCase);
        string alias = parts.Length > 2 && parts[2].Length > 0 ? parts[2] + " = " : "";
        return $"global using {(isStatic ? "static " : "")}{alias}{(isStatic || alias.Length > 0 ? "" : "global::")}{parts[0]};";
    }
}

using System.Text.Json;

namespace Hermit.CountUnsafe.Loading;

/// <summary>What restore wrote down of one project.</summary>
/// <param name="Compile">The assemblies of its packages.</param>
/// <param name="FrameworkFiles">The reference assemblies of a framework that comes as a package.</param>
/// <param name="PackageFolders">Where packages are kept.</param>
internal sealed record Assets(IReadOnlyList<string> Compile, IReadOnlyList<string> FrameworkFiles, IReadOnlyList<string> PackageFolders)
{
    private static readonly Assets None = new([], [], []);

    /// <summary>Reads the file; nothing is known of a project that was not restored.</summary>
    public static Assets Read(ProjectFile project)
    {
        if (!File.Exists(project.AssetsFile))
        {
            return None;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(project.AssetsFile));
            return Read(document.RootElement, project.Framework);
        }
        catch (Exception error) when (error is JsonException or IOException or KeyNotFoundException or InvalidOperationException)
        {
            // Written by a restore that did not finish: the project counts as not restored.
            return None;
        }
    }

    private static Assets Read(JsonElement root, string framework)
    {
        List<string> folders = [.. root.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name)];
        Dictionary<string, string> paths = root.GetProperty("libraries").EnumerateObject()
            .Where(library => library.Value.TryGetProperty("path", out _))
            .ToDictionary(library => library.Name, library => library.Value.GetProperty("path").GetString()!);
        JsonElement target = Target(root.GetProperty("targets"), framework);
        List<string> compile = [];
        List<string> frameworkFiles = [];
        foreach (JsonProperty library in target.EnumerateObject())
        {
            bool isPackage = library.Value.TryGetProperty("type", out JsonElement type) && type.GetString() == "package";
            string? package = isPackage && paths.GetValueOrDefault(library.Name) is { } path
                ? folders.Select(folder => Path.Combine(folder, path)).FirstOrDefault(Directory.Exists)
                : null;
            if (package is null)
            {
                continue;
            }

            if (library.Value.TryGetProperty("compile", out JsonElement files))
            {
                compile.AddRange(files.EnumerateObject().Select(file => file.Name).Where(IsLibrary).Select(file => Path.Combine(package, file)));
            }

            frameworkFiles.AddRange(FrameworkFilesOf(package));
        }

        return new Assets(compile, frameworkFiles, folders);
    }

    // The reference assemblies of .NET Standard and .NET Framework come as packages whose build files name them.
    private static IEnumerable<string> FrameworkFilesOf(string package)
    {
        string build = Path.Combine(package, "build");
        string id = Path.GetFileName(Path.GetDirectoryName(package)) ?? "";
        if (!Directory.Exists(build))
        {
            return [];
        }

        return id switch
        {
            "netstandard.library" => Directory.GetDirectories(build, "netstandard*").Select(folder => Path.Combine(folder, "ref"))
                .Where(Directory.Exists).Take(1).SelectMany(folder => Directory.GetFiles(folder, "*.dll")),
            _ when id.StartsWith("microsoft.netframework.referenceassemblies.net", StringComparison.Ordinal) =>
                Directory.GetFiles(build, "*.dll", SearchOption.AllDirectories)
                    .Where(file => !file.Contains("Facades", StringComparison.Ordinal) || file.EndsWith("netstandard.dll", StringComparison.Ordinal)),
            _ => [],
        };
    }

    private static JsonElement Target(JsonElement targets, string framework)
    {
        JsonProperty[] all = [.. targets.EnumerateObject()];
        if (all.Length == 0)
        {
            throw new KeyNotFoundException();
        }

        string wanted = framework.StartsWith("netstandard", StringComparison.Ordinal) ? ".NETStandard,Version=v" + framework["netstandard".Length..] : framework;
        int index = Array.FindIndex(all, target => target.Name == framework || target.Name == wanted);
        return all[Math.Max(0, index)].Value;
    }

    private static bool IsLibrary(string file) => file.EndsWith(".dll", StringComparison.Ordinal);
}

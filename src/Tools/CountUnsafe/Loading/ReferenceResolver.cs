using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.CodeAnalysis;

namespace Hermit.CountUnsafe.Loading;

/// <summary>
/// Finds the assemblies that a project is compiled against: its packages from what restore wrote, the framework from the
/// targeting packs, and from the shared framework of this machine when there is no such pack.
/// </summary>
internal sealed class ReferenceResolver
{
    private const string BaseFramework = "Microsoft.NETCore.App";

    private readonly ConcurrentDictionary<string, MetadataReference> _files = new();
    private readonly ConcurrentDictionary<string, IReadOnlyList<string>> _frameworks = new();

    /// <summary>The package and framework assemblies of <paramref name="project"/>, each once.</summary>
    /// <param name="project">The project.</param>
    /// <param name="withFramework">False for a project whose core library is among the projects.</param>
    public IReadOnlyList<MetadataReference> Resolve(ProjectFile project, bool withFramework)
    {
        Dictionary<string, string> byName = new(StringComparer.OrdinalIgnoreCase);
        Assets assets = Assets.Read(project);
        IEnumerable<string> framework = withFramework ? Framework(project, assets) : [];
        foreach (string file in framework.Concat(assets.Compile).Concat(project.FileReferences))
        {
            byName[Path.GetFileName(file)] = file;
        }

        return [.. byName.Values.Where(File.Exists).Order(StringComparer.Ordinal).Select(file => _files.GetOrAdd(file, static path => MetadataReference.CreateFromFile(path)))];
    }

    private IEnumerable<string> Framework(ProjectFile project, Assets assets)
    {
        if (assets.FrameworkFiles.Count > 0)
        {
            return assets.FrameworkFiles;
        }

        IEnumerable<string> names = project.FrameworkReferences.Where(name => name != BaseFramework).Prepend(BaseFramework);
        return names.SelectMany(name => _frameworks.GetOrAdd($"{name}|{project.Framework}", _ => FindFramework(name, project.Framework, assets.PackageFolders)));
    }

    private static IReadOnlyList<string> FindFramework(string name, string framework, IReadOnlyList<string> packageFolders)
    {
        string plain = framework.Split('-')[0];
        List<string> packs =
        [
            .. DotnetHost.Roots().Select(root => Path.Combine(root, "packs", name + ".Ref")),
            .. packageFolders.Append(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages"))
                .Select(folder => Path.Combine(folder, name.ToLowerInvariant() + ".ref")),
        ];
        foreach (string version in plain.Length == 0 ? [] : packs.SelectMany(Versions))
        {
            string folder = Path.Combine(version, "ref", plain);
            if (Directory.Exists(folder) && Directory.GetFiles(folder, "*.dll") is { Length: > 0 } references)
            {
                return references;
            }
        }

        foreach (string version in DotnetHost.Roots().SelectMany(root => Versions(Path.Combine(root, "shared", name))))
        {
            // Native libraries lie among the managed ones.
            string[] files = [.. Directory.GetFiles(version, "*.dll").Where(IsManaged)];
            if (files.Length > 0)
            {
                return files;
            }
        }

        return [];
    }

    private static bool IsManaged(string file)
    {
        string name = Path.GetFileName(file);
        return name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Microsoft.", StringComparison.Ordinal)
            || name is "mscorlib.dll" or "netstandard.dll" or "WindowsBase.dll";
    }

    // Newest first.
    private static IEnumerable<string> Versions(string folder) => Directory.Exists(folder)
        ? Directory.GetDirectories(folder).OrderByDescending(path => Version.TryParse(Path.GetFileName(path).Split('-')[0], out Version? version) ? version : new Version(0, 0))
        : [];

    /// <summary>What restore wrote down of one project.</summary>
    private sealed record Assets(IReadOnlyList<string> Compile, IReadOnlyList<string> FrameworkFiles, IReadOnlyList<string> PackageFolders)
    {
        private static readonly Assets None = new([], [], []);

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
                string? package = paths.GetValueOrDefault(library.Name) is { } path && library.Value.TryGetProperty("type", out JsonElement type) && type.GetString() == "package"
                    ? folders.Select(folder => Path.Combine(folder, path)).FirstOrDefault(Directory.Exists)
                    : null;
                if (package is null)
                {
                    continue;
                }

                if (library.Value.TryGetProperty("compile", out JsonElement files))
                {
                    compile.AddRange(files.EnumerateObject().Where(file => file.Name.EndsWith(".dll", StringComparison.Ordinal)).Select(file => Path.Combine(package, file.Name)));
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
                "netstandard.library" => Directory.GetDirectories(build, "netstandard*").Select(folder => Path.Combine(folder, "ref")).Where(Directory.Exists).Take(1)
                    .SelectMany(folder => Directory.GetFiles(folder, "*.dll")),
                _ when id.StartsWith("microsoft.netframework.referenceassemblies.net", StringComparison.Ordinal) =>
                    Directory.GetFiles(build, "*.dll", SearchOption.AllDirectories).Where(file => !file.Contains("Facades", StringComparison.Ordinal) || file.EndsWith("netstandard.dll", StringComparison.Ordinal)),
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
    }
}

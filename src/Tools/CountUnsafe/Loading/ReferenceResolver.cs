using System.Collections.Concurrent;
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

        return
        [
            .. byName.Values.Where(File.Exists).Order(StringComparer.Ordinal).Select(file => _files.GetOrAdd(file, static path => MetadataReference.CreateFromFile(path))),
        ];
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
    private static IEnumerable<string> Versions(string folder) =>
        Directory.Exists(folder) ? Directory.GetDirectories(folder).OrderByDescending(VersionOf) : [];

    private static Version VersionOf(string folder) =>
        Version.TryParse(Path.GetFileName(folder).Split('-')[0], out Version? version) ? version : new Version(0, 0);
}

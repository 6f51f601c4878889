using System.Xml;
using System.Xml.Linq;

namespace Hermit.CountUnsafe.Loading;

/// <summary>
/// Reads the essentials of a project from its XML, for projects that MSBuild does not evaluate. Conditions are not
/// understood: the C# files below the folder are taken to be the project's.
/// </summary>
internal static class ProjectXml
{
    /// <summary>A guess at the project at <paramref name="path"/>, which need not even be well-formed.</summary>
    public static ProjectFile Guess(string path)
    {
        string folder = Path.GetDirectoryName(path)!;
        XElement[] roots = [.. Load(path), .. Above(folder, "Directory.Build.props")];
        string framework = First(roots, "TargetFramework") ?? First(roots, "TargetFrameworks")?.Split(';')[0] ?? "";
        return new ProjectFile
        {
            Path = path,
            Name = First(roots[..Math.Min(1, roots.Length)], "AssemblyName") is { } name && !name.Contains('$') ? name : Path.GetFileNameWithoutExtension(path),
            Framework = framework.Contains('$') ? "" : framework,

            // What is not known to be forbidden may be allowed by a file that could not be found.
            AllowsUnsafe = !string.Equals(First(roots, "AllowUnsafeBlocks"), "false", StringComparison.OrdinalIgnoreCase),
            Nullable = First(roots, "Nullable") ?? "",
            Sources = SourceFolder.Find(folder, ".cs"),
            ProjectReferences =
            [
                .. roots.SelectMany(root => Elements(root, "ProjectReference")).Select(reference => (string?)reference.Attribute("Include"))
                    .OfType<string>().Where(include => !include.Contains('$'))
                    .Select(include => Path.GetFullPath(Path.Combine(folder, include.Replace('\\', Path.DirectorySeparatorChar)))).Where(File.Exists),
            ],
            AssetsFile = Path.Combine(folder, "obj", "project.assets.json"),
            Usings = Usings(roots),
            IsGuess = true,
        };
    }

    private static IReadOnlyList<string> Usings(XElement[] roots)
    {
        string[] usual = ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"];
        bool on = First(roots, "ImplicitUsings") is "enable" or "true";
        return on ? [.. usual.Select(name => $"global using global::{name};")] : [];
    }

    private static IEnumerable<XElement> Load(string path)
    {
        XElement? root = null;
        try
        {
            root = XDocument.Load(path).Root;
        }
        catch (Exception error) when (error is XmlException or IOException or UnauthorizedAccessException)
        {
            // The project is reported as one that could not be evaluated; its files are counted all the same.
        }

        return root is null ? [] : [root];
    }

    private static IEnumerable<XElement> Above(string folder, string name)
    {
        for (DirectoryInfo? current = new(folder); current is not null; current = current.Parent)
        {
            string path = Path.Combine(current.FullName, name);
            if (File.Exists(path))
            {
                return Load(path);
            }
        }

        return [];
    }

    private static string? First(IEnumerable<XElement> roots, string property) =>
        roots.SelectMany(root => Elements(root, property)).Select(element => element.Value.Trim()).FirstOrDefault(value => value.Length > 0);

    private static IEnumerable<XElement> Elements(XElement root, string name) => root.Descendants().Where(element => element.Name.LocalName == name);
}

using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Hermit.CountUnsafe.Loading;

/// <summary>Lists the C# projects of a solution: <c>.sln</c>, <c>.slnx</c>, or the filter <c>.slnf</c>.</summary>
internal static partial class SolutionReader
{
    /// <summary>Whether <paramref name="path"/> is a solution by its extension.</summary>
    public static bool IsSolution(string path) => Path.GetExtension(path).ToLowerInvariant() is ".sln" or ".slnx" or ".slnf";

    /// <summary>The full paths of the C# projects, in the order of the file.</summary>
    /// <exception cref="UserErrorException">The file is not a solution.</exception>
    public static IReadOnlyList<string> Read(string path)
    {
        string folder = Path.GetDirectoryName(path)!;
        try
        {
            IEnumerable<string> projects = Path.GetExtension(path).ToLowerInvariant() switch
            {
                ".slnx" => XDocument.Load(path).Descendants("Project").Select(project => (string?)project.Attribute("Path")).OfType<string>(),
                ".slnf" => ReadFilter(path, ref folder),
                _ => ProjectLine().Matches(File.ReadAllText(path)).Select(match => match.Groups[1].Value),
            };
            return
            [
                .. projects.Where(project => project.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase))
                    .Select(project => Path.GetFullPath(Path.Combine(folder, project.Replace('\\', Path.DirectorySeparatorChar))))
                    .Distinct(),
            ];
        }
        catch (Exception error) when (error is XmlException or JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new UserErrorException($"{path} is not a solution that can be read: {error.Message}");
        }
    }

    private static List<string> ReadFilter(string path, ref string folder)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        JsonElement solution = document.RootElement.GetProperty("solution");
        string parent = solution.GetProperty("path").GetString()!.Replace('\\', Path.DirectorySeparatorChar);
        folder = Path.GetDirectoryName(Path.GetFullPath(Path.Combine(folder, parent)))!;
        return [.. solution.GetProperty("projects").EnumerateArray().Select(project => project.GetString()!)];
    }

    [GeneratedRegex("""^Project\("\{[^}]*\}"\)\s*=\s*"[^"]*",\s*"([^"]*)"\s*,""", RegexOptions.Multiline)]
    private static partial Regex ProjectLine();
}

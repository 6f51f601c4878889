using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Hermit.Tasks.Projects;

/// <summary>Tells which of a project's properties are meant for the SDK, but are none that it knows.</summary>
internal sealed partial class PropertyNames(IReadOnlyCollection<string> known)
{
    private const string Prefix = "Hermit";

    /// <summary>So few letters away from a known name, another one is taken for it.</summary>
    private const int Near = 2;

    /// <summary>Looks through the property groups of an MSBuild file.</summary>
    /// <param name="file">The file; one that does not exist or is no XML has no properties, and MSBuild says so itself.</param>
    /// <param name="isShared">Whether other projects use it too: then only names that resemble a known one count.</param>
    public List<UnknownProperty> FindIn(string file, bool isShared)
    {
        string text;
        XDocument document;
        try
        {
            text = File.ReadAllText(file);
            document = XDocument.Parse(text, LoadOptions.SetLineInfo);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or XmlException)
        {
            return [];
        }
        return
        [
            .. document.Descendants()
                .Where(element => element.Parent is { Name.LocalName: "PropertyGroup" } && !IsUsedIn(text, element.Name.LocalName))
                .Select(element => Judge(element.Name.LocalName, isShared, file, ((IXmlLineInfo)element).LineNumber))
                .OfType<UnknownProperty>(),
        ];
    }

    /// <summary>Judges one name; null when it is none of the SDK's affairs, or known.</summary>
    public UnknownProperty? Judge(string name, bool isShared, string? file = null, int line = 0)
    {
        if (known.Contains(name, StringComparer.OrdinalIgnoreCase))
            return null;
        string nearest = known.MinBy(candidate => Distance(name, candidate))!;
        bool isNear = Distance(name, nearest) <= Near;
        bool isOurs = !isShared && name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && !name.StartsWith("_", StringComparison.Ordinal);
        return isNear || isOurs ? new UnknownProperty(name, nearest, file, line) : null;
    }

    /// <summary>Edits that make one name of the other, letter case apart (Levenshtein 1966).</summary>
    internal static int Distance(string left, string right)
    {
        int[] row = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int replaced = diagonal + (char.ToUpperInvariant(left[i - 1]) == char.ToUpperInvariant(right[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }

    /// <summary>A property that the file itself reads is the project's own.</summary>
    private static bool IsUsedIn(string text, string name) =>
        Use().Matches(text).Any(match => match.Groups[1].Value.Equals(name, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"\$\((\w+)")]
    private static partial Regex Use();
}

using System.Text;
using Hermit.Tasks.Diagnostics;

namespace Hermit.Tasks.Images;

/// <summary>The configuration text of an image: UTF-8, one <c>key=value</c> a line.</summary>
public static class ImageConfiguration
{
    /// <summary>
    /// Joins <paramref name="lines"/>. Keys are of letters, digits, <c>. _ -</c>; values end at the line. A repeated key is
    /// an error.
    /// </summary>
    /// <returns>The text, or null after an error.</returns>
    public static byte[]? Build(IEnumerable<string> lines, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(diagnostics);
        var text = new StringBuilder();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        bool isSound = true;
        foreach (string line in lines)
        {
            int split = line.IndexOf('=');
            string? problem = split <= 0 || !line.AsSpan(0, split).ToString().All(IsKeyCharacter) ? "it is not of the form key=value"
                : line.AsSpan().ContainsAny("\r\n\0") ? "a value cannot contain a line break"
                : !keys.Add(line[..split]) ? "the key occurs twice"
                : null;
            if (problem is not null)
            {
                diagnostics.Error(ErrorCodes.InvalidConfiguration, $"the configuration line `{line}` is not usable: {problem}");
                isSound = false;
            }
            text.Append(line).Append('\n');
        }
        return isSound ? Encoding.UTF8.GetBytes(text.ToString()) : null;
    }

    private static bool IsKeyCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-';
}

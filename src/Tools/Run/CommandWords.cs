using System.Text;

namespace Hermit.Run;

/// <summary>
/// Words of a command line, separated by blanks, with double quotes around a word that holds blanks and a backslash
/// before a quote or backslash inside them. The kernel splits its arguments by the same rules.
/// </summary>
internal static class CommandWords
{
    /// <summary>Writes one word so that <see cref="Split"/> reads it back unchanged.</summary>
    public static string Quote(string word)
    {
        if (word.Length > 0 && !word.AsSpan().ContainsAny(" \t\r\n\"\\"))
            return word;
        var quoted = new StringBuilder(word.Length + 2).Append('"');
        foreach (char c in word)
        {
            if (c is '"' or '\\')
                quoted.Append('\\');
            quoted.Append(c);
        }
        return quoted.Append('"').ToString();
    }

    /// <summary>Splits a line into its words.</summary>
    /// <exception cref="LaunchException">A quote is not closed.</exception>
    public static List<string> Split(string line)
    {
        var words = new List<string>();
        StringBuilder? word = null;
        bool quoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            if (c == '\\' && quoted && i + 1 < line.Length && line[i + 1] is '"' or '\\')
                (word ??= new()).Append(line[++i]);
            else if (c == '"')
            {
                quoted = !quoted;
                word ??= new();
            }
            else if (!quoted && char.IsWhiteSpace(c))
            {
                if (word is not null)
                    words.Add(word.ToString());
                word = null;
            }
            else
                (word ??= new()).Append(c);
        }
        if (quoted)
            throw new LaunchException("HERMIT2013", $"A quotation mark is not closed in: {line}", ExitCodes.Failed);
        if (word is not null)
            words.Add(word.ToString());
        return words;
    }
}

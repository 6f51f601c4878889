using System.Text;

namespace Hermit.Guest.Tests.Reporting;

/// <summary>Describes where two outputs part, for a person to read.</summary>
internal static class Difference
{
    private const int Context = 3;
    private const int Shown = 12;

    /// <summary>The lines around the first difference, or null if there is none.</summary>
    public static string? Between(ReadOnlySpan<byte> expected, ReadOnlySpan<byte> actual)
    {
        if (expected.SequenceEqual(actual))
            return null;
        string[] expectedLines = Lines(expected), actualLines = Lines(actual);
        int first = 0;
        while (first < expectedLines.Length && first < actualLines.Length && expectedLines[first] == actualLines[first])
            first++;

        var text = new StringBuilder();
        text.Append($"first difference in line {first + 1} (expected {expected.Length} bytes, got {actual.Length})\n");
        for (int i = Math.Max(0, first - Context); i < first; i++)
            text.Append($"  {expectedLines[i]}\n");
        foreach (string line in expectedLines.Skip(first).Take(Shown))
            text.Append($"- {line}\n");
        foreach (string line in actualLines.Skip(first).Take(Shown))
            text.Append($"+ {line}\n");
        return text.ToString();
    }

    private static string[] Lines(ReadOnlySpan<byte> bytes)
    {
        // Latin-1 shows every byte, and control characters are spelt out: a wrong line end is a difference too.
        var text = new StringBuilder();
        foreach (char c in Encoding.Latin1.GetString(bytes))
        {
            if (c == '\n')
                text.Append("\\n\n");
            else if (char.IsControl(c))
                text.Append($"\\x{(int)c:X2}");
            else
                text.Append(c);
        }

        return text.ToString().Split('\n');
    }
}

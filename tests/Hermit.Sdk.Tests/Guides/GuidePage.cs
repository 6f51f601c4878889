using System.Text.RegularExpressions;

namespace Hermit.Sdk.Tests.Guides;

/// <summary>
/// A page of the documentation as instructions. A block marked <c>console</c> is typed into a shell: behind <c>$ </c> a command, below
/// it what it prints, where <c>...</c> stands for anything. A block with <c>file=NAME</c> behind its language is written to that file.
/// <c>console needs=REASON</c> marks commands that no test can run.
/// </summary>
internal sealed partial class GuidePage
{
    private readonly string _name;
    private readonly List<GuideStep> _steps = [];
    private readonly List<string> _unmarked = [];

    /// <summary>Reads a page.</summary>
    public GuidePage(string path)
    {
        _name = Path.GetFileName(path);
        string[] lines = File.ReadAllLines(path);
        for (int i = 0; i < lines.Length; i++)
        {
            if (Fence().Match(lines[i]) is not { Success: true } fence)
                continue;
            int start = i + 1;
            int end = Array.FindIndex(lines, start, line => line.StartsWith("```", StringComparison.Ordinal));
            Take(fence.Groups[1].Value, fence.Groups[2].Value.Trim(), lines[start..end], start);
            i = end;
        }
    }

    /// <summary>What the reader does, in this order.</summary>
    public IReadOnlyList<GuideStep> Steps => _steps;

    /// <summary>Blocks with commands that are neither to be run nor said to be impossible to run, by their line and first command.</summary>
    public IReadOnlyList<string> Unmarked => _unmarked;

    private void Take(string language, string options, string[] text, int line)
    {
        if (options.StartsWith("file=", StringComparison.Ordinal))
            _steps.Add(new GuideStep($"{_name}({line})", null, options["file=".Length..], text));
        else if (language == "console" && options.Length == 0)
            TakeCommands(text, line);
        else if (language != "console" && text.FirstOrDefault(l => Command().IsMatch(l)) is { } command)
            _unmarked.Add($"line {line}: {command.Trim()}");
        else if (language == "console" && !options.StartsWith("needs=", StringComparison.Ordinal))
            _unmarked.Add($"line {line}: console {options}");
    }

    private void TakeCommands(string[] text, int line)
    {
        for (int i = 0; i < text.Length;)
        {
            Assert.StartsWith("$ ", text[i]);
            string command = text[i][2..];
            int end = Array.FindIndex(text, i + 1, l => l.StartsWith("$ ", StringComparison.Ordinal));
            if (end < 0)
                end = text.Length;
            // A comment behind a command is for the reader.
            _steps.Add(new GuideStep($"{_name}({line + i + 1})", Comment().Replace(command, ""), null, text[(i + 1)..end]));
            i = end;
        }
    }

    [GeneratedRegex("^```(\\w*)(.*)$")]
    private static partial Regex Fence();

    [GeneratedRegex(@"\s{2,}# .*$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"^\s*(\$ |dotnet |git |\./|eng/|qemu-system|gdb|curl |apt |sudo )")]
    private static partial Regex Command();
}

namespace Hermit.Tasks.Projects;

/// <summary>What was said to 'dotnet run' that it keeps to itself: targets run in its process and see the words.</summary>
internal sealed class RunCommandLine
{
    private readonly List<string> _environment = [];

    /// <summary>Reads the words up to <c>--</c>, behind which those of the program are.</summary>
    public RunCommandLine(IEnumerable<string> words)
    {
        bool isValue = false;
        foreach (string word in words.TakeWhile(word => word != "--"))
        {
            if (isValue)
                AddVariable(word);
            isValue = word is "-e" or "--environment";
            if (word == "--no-build")
                NoBuild = true;
            foreach (string option in (ReadOnlySpan<string>)["-e=", "-e:", "--environment=", "--environment:"])
            {
                if (word.StartsWith(option, StringComparison.Ordinal))
                    AddVariable(word[option.Length..]);
            }
        }
    }

    /// <summary>Whether what is there is to run as it is.</summary>
    public bool NoBuild { get; }

    /// <summary>The names of the variables that the program is to have. Their values are in the environment of what 'dotnet run' starts.</summary>
    public IReadOnlyList<string> EnvironmentNames => _environment;

    private void AddVariable(string assignment)
    {
        if (assignment.IndexOf('=') is int length and > 0)
            _environment.Add(assignment[..length]);
    }
}

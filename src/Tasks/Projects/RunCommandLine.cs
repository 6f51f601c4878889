namespace Hermit.Tasks.Projects;

/// <summary>What was said to 'dotnet run' that it keeps to itself: targets run in its process and see the words.</summary>
internal sealed class RunCommandLine
{
    // 'dotnet watch' has the program compiled, and then says no-build and -e DOTNET_WATCH=1.
    private const string SetByWatch = "DOTNET_WATCH";

    private readonly List<string> _environment = [];

    /// <summary>Reads the words up to <c>--</c>, behind which those of the program are.</summary>
    public RunCommandLine(IEnumerable<string> words)
    {
        bool isValue = false;
        bool isSaid = false;
        foreach (string word in words.TakeWhile(word => word != "--"))
        {
            if (isValue)
                AddVariable(word);
            isValue = word is "-e" or "--environment";
            isSaid |= word == "--no-build";
            foreach (string option in (ReadOnlySpan<string>)["-e=", "-e:", "--environment=", "--environment:"])
            {
                if (word.StartsWith(option, StringComparison.Ordinal))
                    AddVariable(word[option.Length..]);
            }
        }
        NoBuild = isSaid && !_environment.Contains(SetByWatch);
    }

    /// <summary>Whether the image that is there is to run as it is. Not when 'dotnet watch' says so, which knows of no images.</summary>
    public bool NoBuild { get; }

    /// <summary>The names of the variables that the program is to have. Their values are in the environment of what 'dotnet run' starts.</summary>
    public IReadOnlyList<string> EnvironmentNames => _environment;

    private void AddVariable(string assignment)
    {
        if (assignment.IndexOf('=') is int length and > 0)
            _environment.Add(assignment[..length]);
    }
}

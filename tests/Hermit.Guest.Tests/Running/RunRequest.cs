namespace Hermit.Guest.Tests.Running;

/// <summary>A process to run.</summary>
/// <param name="Program">What to start.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record RunRequest(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>What it reads, before its standard input ends.</summary>
    public byte[] Input { get; init; } = [];

    /// <summary>Its current folder.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>Variables to add to the environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>How long it may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(1);
}

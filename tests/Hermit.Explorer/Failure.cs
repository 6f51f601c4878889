using System.Text;

namespace Hermit.Explorer;

/// <summary>An execution that went wrong, and how to see it again.</summary>
/// <param name="Kind">How it went wrong.</param>
/// <param name="Message">What happened.</param>
/// <param name="Schedule">The choices that lead there: <see cref="Exploration.Replay"/> takes them.</param>
/// <param name="Seed">The seed of the random execution; <see langword="null"/> after a systematic exploration.</param>
/// <param name="Trace">The steps of the execution, one a line.</param>
public sealed record Failure(FailureKind Kind, string Message, string Schedule, ulong? Seed, IReadOnlyList<string> Trace)
{
    /// <summary>Everything, as a report.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine($"{Kind}: {Message}");
        text.AppendLine($"schedule: {Schedule}");
        if (Seed is { } seed)
        {
            text.AppendLine($"seed: {seed}");
        }

        text.AppendLine("trace:");
        foreach (string line in Trace)
        {
            text.AppendLine("  " + line);
        }

        return text.ToString();
    }
}

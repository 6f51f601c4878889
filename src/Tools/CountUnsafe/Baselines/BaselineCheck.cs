using Hermit.CountUnsafe.Counting;

namespace Hermit.CountUnsafe.Baselines;

/// <summary>A report held against a baseline.</summary>
internal sealed record BaselineCheck
{
    /// <summary>One sentence for each number that rose.</summary>
    public required IReadOnlyList<string> Rises { get; init; }

    /// <summary>One sentence for each number that fell.</summary>
    public required IReadOnlyList<string> Falls { get; init; }

    /// <summary>Compares <paramref name="report"/> with <paramref name="baseline"/>. A project that is not in the baseline is held against zero.</summary>
    public static BaselineCheck Compare(Report report, Baseline baseline)
    {
        List<string> rises = [];
        List<string> falls = [];
        foreach (ProjectReport project in report.Projects)
        {
            bool known = baseline.Projects.TryGetValue(project.Name, out BaselineEntry? before);
            foreach ((string what, int old, int now, bool rose) in BaselineEntry.Of(project).Differences(before ?? new BaselineEntry()))
            {
                string sentence = known ? $"{project.Name}: {what} {(rose ? "rose" : "fell")} from {old} to {now}" : $"{project.Name}: new project with {what} {now}";
                (rose ? rises : falls).Add(sentence);
            }

            // What does not compile cannot be counted, so a broken file must not look like an improvement.
            if (project.CompileErrors > 0)
            {
                rises.Add($"{project.Name}: {project.CompileErrors} compile errors, so that the count is incomplete");
            }
        }

        foreach (string gone in baseline.Projects.Keys.Except(report.Projects.Select(project => project.Name)))
        {
            falls.Add($"{gone}: no longer there");
        }

        return new BaselineCheck { Rises = rises, Falls = falls };
    }
}

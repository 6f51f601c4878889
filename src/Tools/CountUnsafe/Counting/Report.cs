using Hermit.CountUnsafe.Loading;

namespace Hermit.CountUnsafe.Counting;

/// <summary>The result for the whole input.</summary>
internal sealed record Report
{
    /// <summary>What was counted, as the user named it.</summary>
    public required string Input { get; init; }

    /// <summary>The projects, lower layers first.</summary>
    public required IReadOnlyList<ProjectReport> Projects { get; init; }

    /// <summary>What the result does not cover.</summary>
    public required IReadOnlyList<LeftOut> LeftOut { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The sum over all projects.</summary>
    public Counts Total
    {
        get
        {
            Counts total = new();
            foreach (ProjectReport project in Projects)
            {
                total.Add(project.Counts);
            }

            return total;
        }
    }

    /// <summary>The sum over the files of all projects that a program wrote.</summary>
    public Counts Generated
    {
        get
        {
            Counts total = new();
            foreach (ProjectReport project in Projects)
            {
                total.Add(project.Generated);
            }

            return total;
        }
    }

    /// <summary>Lines of code in projects where <c>unsafe</c> does not compile.</summary>
    public int SafeCodeLines => Projects.Where(project => !project.AllowsUnsafe).Sum(project => project.Counts.CodeLines);

    /// <summary>The share of <see cref="SafeCodeLines"/> in all lines of code, from 0 to 1.</summary>
    public double SafeShare => Projects.Sum(project => project.Counts.CodeLines) is > 0 and int all ? (double)SafeCodeLines / all : 0;
}

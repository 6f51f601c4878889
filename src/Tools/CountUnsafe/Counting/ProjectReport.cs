namespace Hermit.CountUnsafe.Counting;

/// <summary>The counts of one project.</summary>
internal sealed record ProjectReport
{
    /// <summary>The assembly name.</summary>
    public required string Name { get; init; }

    /// <summary>The project file, relative to the input.</summary>
    public required string Path { get; init; }

    /// <summary>The target framework, or empty.</summary>
    public required string Framework { get; init; }

    /// <summary>Whether <c>unsafe</c> compiles in it.</summary>
    public required bool AllowsUnsafe { get; init; }

    /// <summary>What was counted.</summary>
    public required Counts Counts { get; init; }

    /// <summary>What was counted in files that a program wrote.</summary>
    public required Counts Generated { get; init; }

    /// <summary>How many errors its compilation has; names that it does not resolve may hide unsafe expressions.</summary>
    public int CompileErrors { get; init; }
}

namespace Hermit.Mathematics.Tests;

/// <summary>How many arguments a function is tried with.</summary>
internal static class Arguments
{
    /// <summary>400,000, or ten million where HERMIT_THOROUGH is set.</summary>
    public static int Count { get; } = Environment.GetEnvironmentVariable("HERMIT_THOROUGH") is null or "" ? 400_000 : 10_000_000;
}

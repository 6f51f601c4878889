namespace Hermit.Net.Tests;

/// <summary>How much random tests try: with <c>HERMIT_TEST_EFFORT</c> so many times as much as usual.</summary>
internal static class Effort
{
    public static int Factor { get; } = int.TryParse(Environment.GetEnvironmentVariable("HERMIT_TEST_EFFORT"), out int factor) ? Math.Max(factor, 1) : 1;

    /// <summary>A seed that is new each time, or the one in <c>HERMIT_TEST_SEED</c>.</summary>
    public static int Seed() => int.TryParse(Environment.GetEnvironmentVariable("HERMIT_TEST_SEED"), out int seed) ? seed : Environment.TickCount;

    public static int Cases(int usual) => usual * Factor;
}

using System.Runtime.Loader;

using SharpFuzz;

using Xunit;
using Xunit.Abstractions;

namespace Hermit.Net.Fuzzing.Tests;

/// <summary>
/// Coverage-guided fuzzing of the network stack, by frames. SharpFuzz instruments it, and it is fed in this process. <c>HERMIT_TEST_EFFORT=80</c> makes it
/// an hour, <c>HERMIT_TEST_SEED</c> another run. What was found is in <c>found.corpus</c> beside the tests; it can become <c>frames.corpus</c>, with which
/// they begin.
/// </summary>
public sealed class FrameFuzzTests(ITestOutputHelper output)
{
    private const int Seconds = 45;

    // What the real frames alone reach is more than this: fewer, and nothing was counted.
    private const int FewestEdges = 1500;

    [Fact]
    public void Frames_of_every_kind_do_no_harm()
    {
        int seed = Number("HERMIT_TEST_SEED", Environment.TickCount), seconds = Seconds * Number("HERMIT_TEST_EFFORT", 1);
        string folder = AppContext.BaseDirectory, instrumented = Path.Combine(Directory.CreateTempSubdirectory("hermit-fuzzing").FullName, "Hermit.Net.Fuzzing.dll");
        File.Copy(Path.Combine(folder, "Hermit.Net.Fuzzing.dll"), instrumented);
        string failure = Path.Combine(folder, "failure.corpus");
        output.WriteLine($"seed {seed}, {seconds} s; should it fail, the frames that led to it are in {failure}");
        _ = Fuzzer.Instrument(instrumented, IsStack, Options.Value);

        var run = AssemblyLoadContext.Default.LoadFromAssemblyPath(instrumented).GetType("Hermit.Net.Fuzzing.FuzzSession")!.GetMethod("Run")!
            .CreateDelegate<Func<double, int, string, string, string, Action, Func<int>, Action, (int Fed, int Kept)>>();
        var coverage = new Coverage();
        int firstEdges = 0;
        (int fed, int kept) = run(
            seconds, seed, Path.Combine(folder, "frames.corpus"), Path.Combine(folder, "found.corpus"), failure,
            coverage.Clear, coverage.TakeNews, () => firstEdges = coverage.Count);
        output.WriteLine($"{fed} sequences, {kept} reached new code; {firstEdges} edges by the corpus, {coverage.Count} in the end");
        Assert.InRange(firstEdges, FewestEdges, int.MaxValue);
    }

    private static bool IsStack(string type) => type.StartsWith("Hermit.Net.", StringComparison.Ordinal)
        && !type.StartsWith("Hermit.Net.Tests.", StringComparison.Ordinal) && !type.StartsWith("Hermit.Net.Fuzzing.", StringComparison.Ordinal);

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), out int number) ? number : otherwise;
}

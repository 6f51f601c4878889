using System.Globalization;

namespace Hermit.Bench;

/// <summary>What to measure, and where things are.</summary>
/// <param name="Benchmark">The benchmark's name.</param>
/// <param name="Root">The repository.</param>
/// <param name="Artifacts">Folder for downloads, programs and results.</param>
/// <param name="Rounds">How often each side is measured.</param>
/// <param name="Rid">The runtime identifier of the images.</param>
/// <param name="Cpus">The machine's CPUs, where the benchmark does not have a number of its own.</param>
internal sealed record BenchOptions(string Benchmark, string Root, string Artifacts, string Rid, int Rounds, int Cpus)
{
    /// <summary>Reads the command line.</summary>
    /// <exception cref="BenchException">An option is missing or wrong.</exception>
    public static BenchOptions Parse(string[] arguments)
    {
        if (arguments.Length == 0)
            throw new BenchException("No benchmark was named.");
        var values = new Dictionary<string, string>();
        for (int i = 1; i + 1 < arguments.Length; i += 2)
            values[arguments[i]] = arguments[i + 1];
        string Value(string name) => values.TryGetValue(name, out string? value) ? value : throw new BenchException($"The option {name} is missing.");
        int rounds = int.Parse(values.GetValueOrDefault("--rounds", "7"), CultureInfo.InvariantCulture);
        if (rounds < 5)
            throw new BenchException("A median of fewer than 5 rounds says nothing.");
        int cpus = int.Parse(values.GetValueOrDefault("--cpus", "1"), CultureInfo.InvariantCulture);
        if (cpus < 1)
            throw new BenchException("A machine has at least one CPU.");
        return new BenchOptions(arguments[0], Value("--root"), Value("--artifacts"), values.GetValueOrDefault("--rid", "hermit-x64"), rounds, cpus);
    }
}

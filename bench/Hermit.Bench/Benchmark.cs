namespace Hermit.Bench;

/// <summary>
/// One benchmark of <c>./bench.sh NAME</c>. A subclass anywhere in this project is found by itself; programs that it measures are projects under
/// bench/Programs or samples, which <see cref="BenchContext.Publish"/> makes for both sides.
/// </summary>
internal abstract class Benchmark
{
    /// <summary>The name on the command line and of the JSON file.</summary>
    public abstract string Name { get; }

    /// <summary>What is measured, in half a line.</summary>
    public abstract string Summary { get; }

    /// <summary>Every benchmark, by name.</summary>
    public static IReadOnlyList<Benchmark> All { get; } =
    [
        .. typeof(Benchmark).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Benchmark)) && !t.IsAbstract)
            .Select(t => (Benchmark)Activator.CreateInstance(t)!).OrderBy(b => b.Name, StringComparer.Ordinal),
    ];

    /// <summary>Measures, prints a table and stores the same as JSON.</summary>
    /// <exception cref="BenchException">It cannot be measured here.</exception>
    public abstract void Run(BenchContext context);
}

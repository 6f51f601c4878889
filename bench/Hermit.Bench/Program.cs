using Hermit.Bench;

// bench.sh calls this with the packages built. Usage: Hermit.Bench NAME --root FOLDER --artifacts FOLDER [--rounds N]
try
{
    BenchOptions options = BenchOptions.Parse(args);
    Benchmark benchmark = Benchmark.All.FirstOrDefault(b => b.Name == options.Benchmark)
        ?? throw new BenchException($"There is no benchmark '{options.Benchmark}'. There are:{string.Concat(Benchmark.All.Select(b => $"{Environment.NewLine}  {b.Name,-10} {b.Summary}"))}");
    benchmark.Run(new BenchContext(options));
    return 0;
}
catch (BenchException e)
{
    BenchContext.Progress("");
    Console.Error.WriteLine($"bench: {e.Message}");
    return 1;
}

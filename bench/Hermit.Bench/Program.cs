using Hermit.Bench;

// bench.sh calls this with everything built. Usage: Hermit.Bench boot --hermit IMAGE --linux PROGRAM --artifacts FOLDER [--rounds N]
try
{
    BenchOptions options = BenchOptions.Parse(args);
    return options.Benchmark switch
    {
        "boot" => new BootBenchmark(options).Run(),
        _ => throw new BenchException($"There is no benchmark '{options.Benchmark}'. There is: boot"),
    };
}
catch (BenchException e)
{
    Console.Error.WriteLine($"bench: {e.Message}");
    return 1;
}

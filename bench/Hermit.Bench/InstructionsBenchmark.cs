using System.Globalization;

namespace Hermit.Bench;

/// <summary>
/// How many instructions the image executes for each part of the runtime's benchmark. QEMU's virtual time is counted in instructions, so that what else
/// the host does changes nothing, and two builds of the kernel can be compared to a thousandth.
/// </summary>
internal sealed class InstructionsBenchmark : Benchmark
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <inheritdoc/>
    public override string Name => "instructions";

    /// <inheritdoc/>
    public override string Summary => "instructions that parts of the runtime's work take";

    /// <inheritdoc/>
    public override void Run(BenchContext context)
    {
        BenchProgram program = context.Publish("bench/Programs/Runtime");
        (string machine, string argument) = context.Machines.All[0];
        Dictionary<string, double> parts = ProgramBenchmark.Measure(context.Machines.HermitCounted(argument, program, "-- counted"), Limit);

        Console.Out.WriteLine($"{Summary}: millions, {machine}, 1 CPU, 256 MB");
        int width = parts.Keys.Max(name => name.Length) + 2;
        foreach ((string name, double millions) in parts)
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name.PadRight(width)}{millions,12:0.00}"));
        context.Store(Name, new { Benchmark = Name, Unit = "millions", Machine = machine, Results = parts });
    }
}

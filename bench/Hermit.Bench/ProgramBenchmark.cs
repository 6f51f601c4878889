using System.Globalization;

namespace Hermit.Bench;

/// <summary>
/// A program that measures parts of itself, on both sides in turn. It prints a line <c>bench: NAME VALUE</c> for each part, less being better, and
/// <c>bench: end</c> when it is done; the report has a row of medians for each name.
/// </summary>
internal abstract class ProgramBenchmark : Benchmark
{
    private const string Mark = "bench: ";
    private const string End = "bench: end";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>The program's project folder, from the repository's root.</summary>
    protected abstract string Project { get; }

    /// <summary>The unit of the values.</summary>
    protected abstract string Unit { get; }

    /// <summary>The machine's memory in MB.</summary>
    protected virtual int Megabytes => 256;

    /// <inheritdoc/>
    public sealed override void Run(BenchContext context)
    {
        BenchProgram program = context.Publish(Project);
        (string machine, string argument) = context.Machines.All[0];
        List<string> linux = context.Machines.Linux(argument, program, context.LinuxKernel, context.Cpus, Megabytes);
        List<string> hermit = context.Machines.Hermit(argument, program, "", context.Cpus, Megabytes);
        var linuxRounds = new List<Dictionary<string, double>>();
        var hermitRounds = new List<Dictionary<string, double>>();
        for (int round = 1; round <= context.Rounds; round++)
        {
            BenchContext.Progress($"{Name}: round {round} of {context.Rounds}");
            linuxRounds.Add(Measure(linux, Limit));
            hermitRounds.Add(Measure(hermit, Limit));
        }
        BenchContext.Progress("");

        var rows = linuxRounds[0].Keys.Select(name => new ProgramResult(name, Median(linuxRounds, name), Median(hermitRounds, name))).ToList();
        string summary = string.Create(CultureInfo.InvariantCulture, $"{Summary}: {Unit}, medians of {context.Rounds}, in turn, {machine}, TCG, {context.Cpus} CPU, {Megabytes} MB");
        ProgramResult.Print(summary, rows);
        context.Store(context.Cpus == 1 ? Name : $"{Name}-{context.Cpus}", new { Benchmark = Name, Unit, context.Rounds, Machine = machine, context.Cpus, Megabytes, Results = rows });
    }

    private static double Median(List<Dictionary<string, double>> rounds, string name) =>
        Statistics.Median(rounds.Select(r => r.TryGetValue(name, out double value) ? value : throw new BenchException($"A side did not measure '{name}'.")));

    /// <summary>What the program measures in one run of a machine, by name and in the program's order.</summary>
    /// <exception cref="BenchException">It did not come to its end in time.</exception>
    internal static Dictionary<string, double> Measure(List<string> arguments, TimeSpan limit)
    {
        BootTime run = Guest.Boot(arguments, End, untilEnd: false, limit);
        var values = new Dictionary<string, double>();
        foreach (string line in run.Console.Where(l => l.StartsWith(Mark, StringComparison.Ordinal) && l != End))
        {
            int space = line.LastIndexOf(' ');
            values[line[Mark.Length..space]] = double.Parse(line[(space + 1)..], CultureInfo.InvariantCulture);
        }
        return values;
    }
}

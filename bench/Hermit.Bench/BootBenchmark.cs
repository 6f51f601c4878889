using System.Globalization;
using System.Text.RegularExpressions;

namespace Hermit.Bench;

/// <summary>
/// From QEMU's start to the program's line: the image against the same program as /init of a Linux guest, on the same
/// machine, and against what QEMU and the firmware take alone; the sides take turns because the host's speed drifts.
/// </summary>
internal sealed partial class BootBenchmark : Benchmark
{
    private const string Line = "Hello";
    private const string Timing = "boot.timing=1";
    private const int Attempts = 4;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public override string Name => "boot";

    /// <inheritdoc/>
    public override string Summary => "QEMU's start to the program's line";

    /// <inheritdoc/>
    public override void Run(BenchContext context)
    {
        BenchProgram program = context.Publish("samples/Hello");
        string kernel = context.LinuxKernel;
        string floor = context.ScratchFile("floor");
        context.Machines.WriteFloor(floor);
        var results = new List<BootResult>();
        foreach ((string name, string argument) in context.Machines.All)
        {
            long? instructions = KernelShare(Guest.Boot(context.Machines.HermitCounted(argument, program, Timing), Line, untilEnd: true, Limit).Console) is { } share ? (long)(share * 1_000_000) : null;
            BootResult result = Measure(name, context.Machines.Linux(argument, program, kernel), context.Machines.Hermit(argument, program, Timing), context.Machines.Floor(argument, floor), context.Rounds);
            results.Add(result with { Instructions = instructions });
        }

        var sizes = new ImageSizes(new FileInfo(program.HermitImage).Length, new FileInfo(program.LinuxProgram).Length, new FileInfo(kernel).Length);
        BootReport.Print(results, sizes, context.Rounds);
        context.Store(Name, new { Benchmark = Name, Unit = "ms", context.Rounds, Results = results, Sizes = sizes });
    }

    private static BootResult Measure(string name, List<string> linux, List<string> hermit, List<string> floor, int rounds)
    {
        List<double> linuxTimes = [], hermitTimes = [], floorTimes = [], shares = [];
        int linuxFailures = 0, hermitFailures = 0, floorFailures = 0;
        // The first round warms the host's page cache.
        for (int round = 0; round <= rounds; round++)
        {
            BenchContext.Progress($"boot {name}: round {round} of {rounds}");
            BootTime linuxTime = Boot(linux, Line, untilEnd: false, ref linuxFailures);
            BootTime floorTime = Boot(floor, FloorImage.Line, untilEnd: true, ref floorFailures);
            BootTime hermitTime = Boot(hermit, Line, untilEnd: true, ref hermitFailures);
            if (round == 0)
                continue;
            linuxTimes.Add(linuxTime.ToLine.TotalMilliseconds);
            hermitTimes.Add(hermitTime.ToLine.TotalMilliseconds);
            floorTimes.Add(floorTime.ToLine.TotalMilliseconds);
            if (KernelShare(hermitTime.Console) is { } share)
                shares.Add(share);
        }
        BenchContext.Progress("");
        return new BootResult(name, Statistics.Median(linuxTimes), Statistics.Median(hermitTimes), Statistics.Median(floorTimes), shares.Count > 0 ? Statistics.Median(shares) : null, linuxFailures, hermitFailures);
    }

    /// <summary>Boots again when a boot failed, which an overloaded host can cause on either side; failures are reported.</summary>
    private static BootTime Boot(List<string> arguments, string line, bool untilEnd, ref int failures)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return Guest.Boot(arguments, line, untilEnd, Limit);
            }
            catch (BenchException) when (attempt < Attempts)
            {
                failures++;
            }
        }
    }

    /// <summary>The kernel says how long it took from its entry to Main when it is booted with boot.timing=1.</summary>
    private static double? KernelShare(IEnumerable<string> console)
    {
        Match? match = console.Select(l => TimingLine().Match(l)).FirstOrDefault(m => m.Success);
        return match is null ? null : double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) / 1000;
    }

    [GeneratedRegex(@"boot\.timing: entry to Main ([0-9]+) us")]
    private static partial Regex TimingLine();
}

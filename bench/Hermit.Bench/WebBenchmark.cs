using System.Globalization;

namespace Hermit.Bench;

/// <summary>
/// samples/Web under load, with one CPU and with two: requests per second, the slowest hundredth, the time to the first answer and the least memory that
/// serves, against the same program in a Linux guest. The sides take turns; before it is measured each has run for a while, since TCG translates what runs first.
/// </summary>
internal sealed class WebBenchmark : Benchmark
{
    private const int Megabytes = 256;
    private const int WarmUpSeconds = 2;
    private const int Seconds = 2;
    private static readonly string[] Paths = ["/json", "/"];
    private static readonly int[] Connections = [16, 64];
    private static readonly int[] Cpus = [1, 2];

    /// <inheritdoc/>
    public override string Name => "web";

    /// <inheritdoc/>
    public override string Summary => "samples/Web under load, from boot on";

    /// <inheritdoc/>
    public override void Run(BenchContext context)
    {
        Package.Install(("wrk", "wrk"));
        BenchProgram program = context.PublishNetworked("samples/Web");
        string kernel = context.LinuxKernel;
        foreach (int cpus in Cpus)
            Compare(context, program, kernel, cpus);
    }

    private static void Compare(BenchContext context, BenchProgram program, string kernel, int cpus)
    {
        string machine = context.Machines.All[0].Argument;
        WebSide linux = new("Linux", megabytes => [.. context.Machines.Linux(machine, program, kernel, cpus, megabytes), .. Machines.Network(ServingGuest.Port)]);
        WebSide hermit = new("Hermit", megabytes => [.. context.Machines.Hermit(machine, program, cpus: cpus, megabytes: megabytes), .. Machines.Network(ServingGuest.Port)]);
        for (int round = 1; round <= context.Rounds; round++)
        {
            BenchContext.Progress($"web: {cpus} CPU, round {round} of {context.Rounds}");
            Measure(linux);
            Measure(hermit);
        }

        int? linuxLeast = cpus == 1 ? LeastMemory(linux, 64, 8) : null, hermitLeast = cpus == 1 ? LeastMemory(hermit, 16, 4) : null;
        BenchContext.Progress("");
        Report(context, cpus, linux, hermit, linuxLeast, hermitLeast);
    }

    private static void Measure(WebSide side)
    {
        using ServingGuest guest = side.Boot(Megabytes);
        side.First.Add(guest.ToFirst.TotalMilliseconds);
        foreach (string path in Paths)
        {
            Wrk.Run(Url(path), Connections[0], WarmUpSeconds);
            foreach (int connections in Connections)
                side.Add(path, connections, Wrk.Run(Url(path), connections, Seconds));
        }
    }

    // The first size, going up, that boots and serves without a failure.
    private static int? LeastMemory(WebSide side, int from, int step)
    {
        for (int megabytes = from; megabytes < Megabytes; megabytes += step)
        {
            BenchContext.Progress($"web: {side.Name} with {megabytes} MB");
            try
            {
                using ServingGuest guest = side.Boot(megabytes);
                if (Paths.All(path => Wrk.Run(Url(path), Connections[0], Seconds).Failed == 0))
                    return megabytes;
            }
            catch (BenchException)
            {
                // Too little to boot, or to answer.
            }
        }

        return null;
    }

    private static void Report(BenchContext context, int cpus, WebSide linux, WebSide hermit, int? linuxLeast, int? hermitLeast)
    {
        Write($"web: samples/Web, medians of {context.Rounds}, in turn, {context.Machines.All[0].Name}, TCG, {cpus} CPU, {Megabytes} MB, wrk -t1");
        Write($"{"",-24}{"Linux",12}{"Hermit",12}{"ratio",10}");
        Row("first 200, ms", Statistics.Median(linux.First), Statistics.Median(hermit.First));
        var rows = new List<object>();
        foreach ((string Path, int Connections) load in linux.Load.Keys)
        {
            List<WrkResult> theirs = linux.Load[load], ours = hermit.Load[load];
            Row($"{load.Path} -c{load.Connections}, 1/s", Statistics.Median(theirs.Select(r => r.Rate)), Statistics.Median(ours.Select(r => r.Rate)));
            Row($"{load.Path} -c{load.Connections}, p99 ms", Statistics.Median(theirs.Select(r => r.P99)), Statistics.Median(ours.Select(r => r.P99)));
            rows.Add(new { load.Path, load.Connections, Linux = theirs, Hermit = ours });
        }

        Write($"{"failed requests",-24}{Failed(linux),12}{Failed(hermit),12}");
        if (cpus == 1)
            Write($"{"least memory, MB",-24}{linuxLeast,12}{hermitLeast,12}");
        context.Store(cpus == 1 ? "web" : $"web{cpus}", new { Benchmark = "web", Cpus = cpus, context.Rounds, Megabytes, First = new { Linux = linux.First, Hermit = hermit.First }, Load = rows, Least = new { Linux = linuxLeast, Hermit = hermitLeast } });
    }

    private static string Url(string path) => $"http://127.0.0.1:{ServingGuest.Port}{path}";

    private static int Failed(WebSide side) => side.Load.Values.SelectMany(results => results).Sum(result => result.Failed);

    private static void Row(string name, double linux, double hermit) => Write($"{name,-24}{linux,12:0.0}{hermit,12:0.0}{hermit / linux,10:0.00}");

    private static void Write(FormattableString line) => Console.Out.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}

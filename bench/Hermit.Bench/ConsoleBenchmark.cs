using System.Diagnostics;
using System.Globalization;

namespace Hermit.Bench;

/// <summary>The standard streams through the launcher, as users have them: 10 MB in, 100,000 lines and 50 MB out, on the guest's clock.</summary>
/// <remarks>There is no Linux side: its console would be another device with another program at the other end.</remarks>
internal sealed class ConsoleBenchmark : Benchmark
{
    private const string Mark = "bench: ";
    private const int InputBytes = 10_000_000;

    private static readonly string[] s_parts = ["input", "lines", "output"];

    /// <inheritdoc/>
    public override string Name => "console";

    /// <inheritdoc/>
    public override string Summary => "10 MB of input, 100,000 lines and 50 MB of output";

    /// <inheritdoc/>
    public override void Run(BenchContext context)
    {
        string image = context.Publish("bench/Programs/Console").HermitImage;
        var rounds = new List<Dictionary<string, double>>();
        for (int round = 1; round <= context.Rounds; round++)
        {
            BenchContext.Progress($"{Name}: round {round} of {context.Rounds}");
            rounds.Add(Measure(context.Launcher, image));
        }

        BenchContext.Progress("");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Summary}: ms of the guest, medians of {context.Rounds}, microvm, TCG"));
        var results = s_parts.ToDictionary(part => part, part => Statistics.Median(rounds.Select(round => round[part])));
        foreach ((string part, double milliseconds) in results)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {part,-8} {milliseconds,8:0}"));
        context.Store(Name, new { Benchmark = Name, Unit = "ms", context.Rounds, Results = results });
    }

    private static Dictionary<string, double> Measure(string launcher, string image)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", launcher, "--memory", "64M", "--timeout", "170", image])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start) ?? throw new BenchException("the launcher did not start.");
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Task output = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        process.StandardInput.BaseStream.Write(new byte[InputBytes]);
        process.StandardInput.Close();
        output.Wait();
        process.WaitForExit();

        var values = new Dictionary<string, double>();
        foreach (string line in errors.Result.Split('\n').Where(line => line.StartsWith(Mark, StringComparison.Ordinal)))
        {
            string[] words = line[Mark.Length..].Split(' ');
            values[words[0]] = double.Parse(words[1], CultureInfo.InvariantCulture);
        }

        return s_parts.All(values.ContainsKey) ? values : throw new BenchException($"The guest did not measure everything: {errors.Result}");
    }
}

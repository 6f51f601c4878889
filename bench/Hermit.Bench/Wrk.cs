using System.Globalization;
using System.Text.RegularExpressions;

namespace Hermit.Bench;

/// <summary>The load that the host puts on a guest: wrk, one thread, as many connections as told, each asking again as soon as it is answered.</summary>
internal static partial class Wrk
{
    /// <summary>Runs it for some seconds.</summary>
    /// <exception cref="BenchException">wrk is not there, or said something unknown.</exception>
    public static WrkResult Run(string url, int connections, int seconds)
    {
        string output = Package.Run(Path.GetTempPath(), "wrk", "-t1", $"-c{connections}", $"-d{seconds}s", "--latency", "--timeout", "10s", url);
        Match rate = Rate().Match(output), p99 = NinetyNine().Match(output), errors = SocketErrors().Match(output), refused = NotOk().Match(output);
        if (!rate.Success || !p99.Success)
            throw new BenchException($"wrk said:{Environment.NewLine}{output}");
        int failed = errors.Success ? errors.Groups.Values.Skip(1).Sum(g => int.Parse(g.Value, CultureInfo.InvariantCulture)) : 0;
        failed += refused.Success ? int.Parse(refused.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
        double unit = p99.Groups[2].Value switch { "us" => 0.001, "ms" => 1, "s" => 1000, _ => 60_000 };
        return new WrkResult(Number(rate.Groups[1].Value), Number(p99.Groups[1].Value) * unit, failed);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Requests/sec:\s+([0-9.]+)")]
    private static partial Regex Rate();

    [GeneratedRegex(@"99%\s+([0-9.]+)(us|ms|s|m)")]
    private static partial Regex NinetyNine();

    [GeneratedRegex("Socket errors: connect ([0-9]+), read ([0-9]+), write ([0-9]+), timeout ([0-9]+)")]
    private static partial Regex SocketErrors();

    [GeneratedRegex("Non-2xx or 3xx responses: ([0-9]+)")]
    private static partial Regex NotOk();
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace Hermit.Bench;

/// <summary>
/// From QEMU's start to the program's line: the image against the same program as /init of a Linux guest, on the same
/// machine, the sides taking turns because the host's speed drifts.
/// </summary>
internal sealed partial class BootBenchmark(BenchOptions options)
{
    private const string Line = "Hello";
    private const int Attempts = 4;

    // What Debian's kernel boots fastest with. Told the frequency of the time stamp counter, it need not measure it, which
    // on a busy host fails on microvm and leaves Linux without a timer.
    private static readonly string LinuxCommandLine = string.Create(CultureInfo.InvariantCulture,
        $"console=ttyS0 quiet loglevel=0 mitigations=off cryptomgr.notests nokaslr tsc=reliable no_timer_check tsc_early_khz={HostProcessor.Kilohertz} panic=-1");

    /// <summary>Measures, prints the table and writes boot.json.</summary>
    public int Run()
    {
        string linuxFolder = Path.Combine(options.Artifacts, "linux");
        string kernel = LinuxKernel.Get(linuxFolder);
        string disk = Path.Combine(linuxFolder, "hello.cpio");
        InitialRamDisk.Write(disk, options.LinuxProgram);

        var results = new List<BootResult>();
        foreach ((string name, string argument) in Machines.All)
            results.Add(Measure(name, argument, kernel, disk));
        var sizes = new ImageSizes(new FileInfo(options.HermitImage).Length, new FileInfo(options.LinuxProgram).Length, new FileInfo(kernel).Length);
        BootReport.Print(results, sizes, options.Rounds);
        BootReport.WriteJson(Path.Combine(options.Artifacts, "bench", "boot.json"), results, sizes, options.Rounds);
        return 0;
    }

    private BootResult Measure(string name, string machine, string kernel, string disk)
    {
        List<string> linux = [.. Machines.Arguments(machine, kernel, LinuxCommandLine), "-initrd", disk];
        List<string> hermit = [.. Machines.Arguments(machine, options.HermitImage, "boot.timing=1"), "-device", "isa-debug-exit,iobase=0xf4,iosize=4"];
        List<double> linuxTimes = [], hermitTimes = [], shares = [];
        int linuxFailures = 0, hermitFailures = 0;
        // The first round warms the host's page cache.
        for (int round = 0; round <= options.Rounds; round++)
        {
            Progress($"boot {name}: round {round} of {options.Rounds}");
            BootTime linuxTime = Boot(linux, untilEnd: false, ref linuxFailures);
            BootTime hermitTime = Boot(hermit, untilEnd: true, ref hermitFailures);
            if (round == 0)
                continue;
            linuxTimes.Add(linuxTime.ToLine.TotalMilliseconds);
            hermitTimes.Add(hermitTime.ToLine.TotalMilliseconds);
            if (KernelShare(hermitTime.Console) is { } share)
                shares.Add(share);
        }
        Progress("");
        return new BootResult(name, Statistics.Median(linuxTimes), Statistics.Median(hermitTimes), shares.Count > 0 ? Statistics.Median(shares) : null, linuxFailures, hermitFailures);
    }

    /// <summary>Boots again when a boot failed, which an overloaded host can cause on either side; failures are reported.</summary>
    private static BootTime Boot(List<string> arguments, bool untilEnd, ref int failures)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return Guest.Boot(arguments, Line, untilEnd);
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

    private static void Progress(string text)
    {
        if (!Console.IsErrorRedirected)
            Console.Error.Write($"\r{text,-60}\r{text}");
    }

    [GeneratedRegex(@"boot\.timing: entry to Main ([0-9]+) us")]
    private static partial Regex TimingLine();
}

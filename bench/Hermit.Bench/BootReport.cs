using System.Globalization;

namespace Hermit.Bench;

/// <summary>Prints the boot benchmark's results.</summary>
internal static class BootReport
{
    /// <summary>Writes a table to standard output.</summary>
    public static void Print(IReadOnlyList<BootResult> results, ImageSizes sizes, int rounds)
    {
        Write($"boot: QEMU start to the program's line, medians of {rounds}, interleaved, TCG, 1 CPU, 256 MB");
        Write($"{"machine",-10}{"Linux ms",12}{"Hermit ms",12}{"ratio",10}{"Linux/Hermit",14}{"floor ms",12}{"over floor",12}{"entry to Main ms",18}{"instructions",14}");
        foreach (BootResult r in results)
            Write($"{r.Machine,-10}{r.Linux,12:0.0}{r.Hermit,12:0.0}{r.Ratio,10:0.000}{r.Linux / r.Hermit,14:0.0}{r.Floor,12:0.0}{r.OverFloor,12:0.00}{Share(r),18}{r.Instructions,14:N0}");
        foreach (BootResult r in results.Where(r => r.LinuxFailures + r.HermitFailures > 0))
            Write($"{r.Machine}: failed boots, repeated: Linux {r.LinuxFailures}, Hermit {r.HermitFailures}");
        Write($"image {sizes.HermitImage:N0} bytes, kernel included; Linux: program {sizes.LinuxProgram:N0} (static), kernel {sizes.LinuxKernel:N0}");
    }

    private static string Share(BootResult r) => r.KernelShare is { } share ? share.ToString("0.0", CultureInfo.InvariantCulture) : "not told";

    private static void Write(FormattableString line) => Console.Out.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}

using System.Globalization;

namespace Hermit.Bench;

/// <summary>The machine that everything runs on.</summary>
internal static class HostProcessor
{
    /// <summary>The clock that /proc/cpuinfo gives, in kHz; 2 GHz where it gives none. TCG's time stamp counter is the host's.</summary>
    public static int Kilohertz { get; } = Read();

    private static int Read()
    {
        string? line = File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("cpu MHz", StringComparison.Ordinal));
        string? value = line?.Split(':').ElementAtOrDefault(1);
        return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double megahertz) ? (int)(megahertz * 1000) : 2_000_000;
    }
}

using System.Diagnostics;

namespace Hermit.Bench;

/// <summary>One boot of a guest, measured from the start of the QEMU process.</summary>
internal static class Guest
{
    /// <summary>Boots a guest and waits for a line of its console; the guest is ended then, unless it is to end by itself.</summary>
    /// <param name="command">QEMU and its arguments.</param>
    /// <param name="line">Text that the awaited line contains.</param>
    /// <param name="untilEnd">Whether to read on until the guest ends.</param>
    /// <param name="limit">How long the guest may take.</param>
    /// <exception cref="BenchException">The line did not come.</exception>
    public static BootTime Boot(IReadOnlyList<string> command, string line, bool untilEnd, TimeSpan limit)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        long before = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start) ?? throw new BenchException("QEMU did not start.");
        Task<string> errors = process.StandardError.ReadToEndAsync();
        using var timer = new Timer(_ => process.Kill(), null, limit, Timeout.InfiniteTimeSpan);

        var lines = new List<string>();
        TimeSpan? elapsed = null;
        while ((elapsed is null || untilEnd) && process.StandardOutput.ReadLine() is { } text)
        {
            if (elapsed is null && text.Contains(line, StringComparison.Ordinal))
                elapsed = Stopwatch.GetElapsedTime(before);
            lines.Add(text);
        }
        process.Kill();
        process.WaitForExit();
        return elapsed is { } time
            ? new BootTime(time, lines)
            : throw new BenchException($"The guest did not print '{line}'. Its console:{Environment.NewLine}{string.Join(Environment.NewLine, lines.TakeLast(30))}{Environment.NewLine}{errors.Result}");
    }
}

using System.Text;
using Hermit.Guest.Tests.Building;
using Hermit.Guest.Tests.Catalog;
using Hermit.Guest.Tests.Reporting;
using Hermit.Guest.Tests.Running;

namespace Hermit.Guest.Tests;

/// <summary>Runs one case on both sides and fails on the first thing that is not the same.</summary>
internal static class Differential
{
    /// <summary>Compares standard output and exit code byte for byte, and standard error but for code offsets.</summary>
    /// <param name="program">The program.</param>
    /// <param name="caseName">Its case.</param>
    /// <param name="processors">Of how many processors the guest has some, one after the other; without any, what the case asks for.</param>
    public static void Check(GuestProgram program, string caseName, params int[] processors)
    {
        CaseSettings settings = program.Settings(caseName);
        string[] arguments = caseName.Length == 0 ? settings.Arguments : [caseName, .. settings.Arguments];
        byte[] input = Encoding.UTF8.GetBytes(settings.Input);
        TimeSpan timeout = TimeSpan.FromSeconds(settings.Timeout);

        RunResult host = settings.Output is { } output
            ? new RunResult(settings.ExitCode ?? 0, Encoding.UTF8.GetBytes(output), [], TimeSpan.Zero, TimedOut: false)
            : RunOnHost(program, arguments, input, settings);
        foreach (int cpus in processors is [] ? [settings.Cpus] : processors)
        {
            var machine = new GuestMachine { Type = settings.Machine, Memory = program.Memory(settings), Cpus = cpus, Timeout = timeout };
            RunResult guest = machine.Boot(Publisher.Publish(program, Publisher.Guest).Executable, arguments, input);
            try
            {
                Compare(host, guest, settings);
            }
            catch (Xunit.Sdk.XunitException difference) when (cpus != 1)
            {
                Assert.Fail($"with {cpus} processors: {difference.Message}");
            }
        }
    }

    private static RunResult RunOnHost(GuestProgram program, string[] arguments, byte[] input, CaseSettings settings)
    {
        TimeSpan timeout = TimeSpan.FromSeconds(settings.Timeout);
        RunResult host = HostProcess.Run(Publisher.Publish(program, Publisher.Host).Executable, arguments, input, settings.HostEnvironment, timeout);
        CheckOracle(host, settings);
        return host;
    }

    /// <summary>A test whose oracle fails or says nothing would compare nothing.</summary>
    private static void CheckOracle(RunResult host, CaseSettings settings)
    {
        if (host.TimedOut || host.Output.Length == 0)
            Assert.Fail($"the run on Linux is no oracle: {host.Tail()}");
        int? expected = settings.HostExitCode ?? settings.ExitCode;
        if (expected is not null && host.ExitCode != expected)
            Assert.Fail($"the run on Linux should have had the exit code {expected}: {host.Tail()}");
        foreach (string text in settings.ErrorContains)
            Assert.Contains(text, host.ErrorText, StringComparison.Ordinal);
    }

    private static void Compare(RunResult host, RunResult guest, CaseSettings settings)
    {
        if (guest.TimedOut)
            Assert.Fail($"the guest did not end in time: {guest.Tail()}");
        if (Difference.Between(host.Output, guest.Output) is { } output)
            Assert.Fail($"standard output: {output}\nthe guest's {guest.Tail()}");
        int exitCode = settings.ExitCode ?? host.ExitCode;
        if (guest.ExitCode != exitCode)
            Assert.Fail($"expected the exit code {exitCode}; the guest's {guest.Tail()}");
        foreach (string text in settings.ErrorContains)
            Assert.Contains(text, guest.ErrorText, StringComparison.Ordinal);
        foreach (string text in settings.GuestErrorContains)
            Assert.Contains(text, guest.ErrorText, StringComparison.OrdinalIgnoreCase);
        if (settings.CompareError
            && Difference.Between(StackTraceText.WithoutOffsets(host.Error), StackTraceText.WithoutOffsets(guest.Error)) is { } error)
            Assert.Fail($"standard error: {error}");
    }
}

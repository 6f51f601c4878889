using System.Globalization;
using Hermit.Guest.Tests.Building;
using Hermit.Guest.Tests.Catalog;
using Hermit.Guest.Tests.Running;

namespace Hermit.Guest.Tests;

/// <summary>
/// Everything at once for long: tests/Guest/Soak, which checks what it does all the while, and that memory comes back. Its invariants are the oracle, as
/// how much gets done differs each time. HERMIT_THOROUGH=1 makes it half an hour with each number of processors, which is five minutes for both without.
/// </summary>
public sealed class SoakTests
{
    private static readonly int s_seconds = Environment.GetEnvironmentVariable("HERMIT_THOROUGH") is null or "" ? 45 : 900;

    private static readonly GuestProgram s_program = GuestProgram.Named("Soak");

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Nothing_breaks_and_memory_comes_back(int cpus)
    {
        var machine = new GuestMachine { Memory = 128, Cpus = cpus, Timeout = TimeSpan.FromSeconds((3 * s_seconds) + 180) };
        RunResult run = machine.Boot(Publisher.Publish(s_program, Publisher.Guest).Executable, [s_seconds.ToString(CultureInfo.InvariantCulture)]);
        Assert.True(run.ExitCode == 0 && run.OutputText.EndsWith("soak: well\n", StringComparison.Ordinal), run.Tail());
    }
}

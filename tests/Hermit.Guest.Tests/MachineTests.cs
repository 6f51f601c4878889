using Hermit.Guest.Tests.Building;
using Hermit.Guest.Tests.Catalog;
using Hermit.Guest.Tests.Running;

namespace Hermit.Guest.Tests;

/// <summary>The smallest program on every machine that an image boots on.</summary>
public sealed class MachineTests
{
    private const string Greeting = "Hello, World!\n";

    private static readonly GuestProgram s_hello = GuestProgram.Named("Hello");

    [Theory]
    [InlineData("microvm", 16)]
    [InlineData("microvm", 64)]
    [InlineData("microvm", 2048)]
    [InlineData("microvm", 6144)]
    [InlineData("pc", 16)]
    [InlineData("pc", 64)]
    [InlineData("pc", 5120)]
    [InlineData("q35", 16)]
    [InlineData("q35", 256)]
    public void Hello_boots(string machine, int memory)
    {
        RunResult guest = Boot(new GuestMachine { Type = machine, Memory = memory });
        Assert.True(guest is { OutputText: Greeting, ExitCode: 0 }, guest.Tail());
        Assert.Empty(guest.ErrorText);
    }

    [Fact]
    public void Second_processor_does_no_harm()
    {
        RunResult guest = Boot(new GuestMachine { Cpus = 2 });
        Assert.True(guest is { OutputText: Greeting, ExitCode: 0 }, guest.Tail());
    }

    [Theory]
    [InlineData("microvm")]
    [InlineData("pc")]
    public void Too_little_memory_is_said(string machine)
    {
        RunResult guest = Boot(new GuestMachine { Type = machine, Memory = 4 });
        Assert.NotEqual(0, guest.ExitCode);
        Assert.False(guest.TimedOut, guest.Tail());
        Assert.Contains("too little memory", guest.OutputText + guest.ErrorText, StringComparison.OrdinalIgnoreCase);
        Assert.Matches("[0-9]+ (MiB|MB)", guest.OutputText + guest.ErrorText);
    }

    [Fact]
    public void Hello_boots_twenty_times_over()
    {
        for (int i = 0; i < 20; i++)
        {
            RunResult guest = Boot(new GuestMachine { Memory = 16 + i });
            Assert.True(guest is { OutputText: Greeting, ExitCode: 0 }, $"boot {i}: {guest.Tail()}");
        }
    }

    private static RunResult Boot(GuestMachine machine) => machine.Boot(Publisher.Publish(s_hello, Publisher.Guest).Executable, []);
}

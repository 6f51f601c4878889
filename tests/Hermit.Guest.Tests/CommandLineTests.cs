using Hermit.Guest.Tests.Building;
using Hermit.Guest.Tests.Catalog;
using Hermit.Guest.Tests.Running;

namespace Hermit.Guest.Tests;

/// <summary>The kernel's command line, good and bad. A bad one stops the boot: a word that was misread is worse than none.</summary>
public sealed class CommandLineTests
{
    private static readonly GuestProgram s_process = GuestProgram.Named("Process");

    [Theory]
    [InlineData("one", "two words", "", "\"quoted\"")]
    [InlineData("--", "key=value", "-x", "back\\slash")]
    [InlineData("grüße", "日本", "tab\there", "a  b")]
    public void Arguments_arrive_as_given(params string[] arguments)
    {
        RunResult guest = Boot([], ["arguments", .. arguments]);
        Assert.Equal(arguments.Length, guest.ExitCode);
        Assert.StartsWith($"{arguments.Length} arguments\n", guest.OutputText);
        for (int i = 0; i < arguments.Length; i++)
            Assert.Contains($"{i}: [{arguments[i]}] {arguments[i].Length}\n", guest.OutputText);
    }

    [Fact]
    public void Word_that_is_no_option_is_named()
    {
        RunResult guest = Boot(["noequalssign"], ["exit-return"]);
        AssertRefused(guest, "key=value");
    }

    [Fact]
    public void Line_that_is_too_long_is_an_error()
    {
        RunResult guest = Boot(["key=" + new string('x', 5000)], ["exit-return"]);
        AssertRefused(guest, "4096 bytes");
    }

    [Fact]
    public void Line_that_just_fits_is_taken()
    {
        RunResult guest = Boot([], ["arguments", new string('x', 3800)]);
        Assert.True(guest.ExitCode == 1 && guest.OutputText.Contains("] 3800\n"), guest.Tail());
    }

    private static void AssertRefused(RunResult guest, string reason)
    {
        Assert.False(guest.TimedOut, guest.Tail());
        Assert.NotEqual(0, guest.ExitCode);
        Assert.NotEqual(42, guest.ExitCode);
        Assert.DoesNotContain("about to return", guest.OutputText);
        string said = guest.OutputText + guest.ErrorText;
        Assert.True(said.Contains("command line") && said.Contains(reason), guest.Tail());
    }

    private static RunResult Boot(string[] configuration, string[] arguments) =>
        new GuestMachine { Configuration = configuration }.Boot(Publisher.Publish(s_process, Publisher.Guest).Executable, arguments);
}

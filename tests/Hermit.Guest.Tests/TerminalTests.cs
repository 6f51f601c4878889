using Hermit.Guest.Tests.Building;
using Hermit.Guest.Tests.Catalog;
using Hermit.Guest.Tests.Running;
using Hermit.Tests.Terminals;

namespace Hermit.Guest.Tests;

/// <summary>A program on a real terminal: the same keys have to put the same on the screen as on Linux.</summary>
public sealed class TerminalTests
{
    private static readonly GuestProgram s_program = GuestProgram.Named("Terminal");

    public static TheoryData<string, string> Conversations => new()
    {
        // Letters, control characters, an escape sequence of each kind, UTF-8 in two and three bytes; q ends it.
        { "keys", "aZ\u0001\t\r\u007f 5é€\u001bOA\u001b[3~\u001b[5~\u001bOP\u001b[24~\u001b[1;2C\u001b[Zq" },
        { "lines", "one\rtwp\u007fo\r\rhidden\r" },
    };

    [Theory]
    [MemberData(nameof(Conversations))]
    public void Keys_do_what_they_do_on_Linux(string argument, string keys)
    {
        (string linux, int linuxCode) = Converse(Host(argument), keys);
        (string guest, int guestCode) = Converse(Guest([], argument), keys);
        Assert.Equal(linux, guest);
        Assert.Equal(linuxCode, guestCode);
    }

    [Fact]
    public void Colours_the_cursor_and_the_size_are_those_of_the_terminal()
    {
        (string linux, _) = Converse(Host("screen"), null);
        (string guest, _) = Converse(Guest([], "screen"), null);
        Assert.Contains("\u001b[", linux, StringComparison.Ordinal);
        Assert.Contains("100 by 30", linux, StringComparison.Ordinal);
        Assert.Equal(linux, guest);
    }

    [Fact]
    public void Size_follows_the_window()
    {
        using PseudoTerminal terminal = Guest([], "size");
        terminal.WaitFor("100 by 30");
        terminal.Resize(132, 43);
        terminal.WaitFor("132 by 43");
        Assert.Equal(0, terminal.WaitForExit());
    }

    [Fact]
    public void First_interrupt_is_the_programs_and_the_second_ends_it()
    {
        using PseudoTerminal once = Guest([], "cancel");
        once.WaitFor("ready");
        once.Type("\u0003");
        Assert.Equal(3, once.WaitForExit());
        Assert.Contains("cancelled by ControlC", once.Screen, StringComparison.Ordinal);

        using PseudoTerminal twice = Guest([], "cancel", "stay");
        twice.WaitFor("ready");
        twice.Type("\u0003");
        twice.WaitFor("cancelled by ControlC");
        twice.Type("\u0003");
        Assert.Equal(130, twice.WaitForExit());
    }

    [Fact]
    public void Interrupts_are_all_the_programs_without_a_grace_period()
    {
        using PseudoTerminal terminal = Guest(["--grace", "none"], "cancel", "stay");
        terminal.WaitFor("ready");
        terminal.Type("\u0003");
        terminal.WaitFor("cancelled by ControlC");
        terminal.Type("\u0003");
        terminal.WaitFor("cancelled by ControlC", times: 2);
    }

    [Fact]
    public void Interrupt_that_nobody_cancels_ends_the_program_as_on_Linux()
    {
        foreach (Func<string, PseudoTerminal> start in (Func<string, PseudoTerminal>[])[argument => Host(argument), argument => Guest([], argument)])
        {
            using PseudoTerminal terminal = start("default");
            terminal.WaitFor("ready");
            terminal.Type("\u0003");
            Assert.Equal(130, terminal.WaitForExit());
            Assert.Contains("not cancelled: ControlC", terminal.Screen, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("KILL")]
    public void Terminal_is_put_back_however_the_launcher_ends(string signal)
    {
        using PseudoTerminal terminal = Guest(["--grace", "0"], "sleep");
        string before = InitialModes();
        terminal.WaitFor("ready");
        Assert.NotEqual(before, terminal.Modes());
        using (var kill = System.Diagnostics.Process.Start("kill", [$"-{signal}", $"{terminal.ProgramId}"]))
            kill.WaitForExit();
        for (int tries = 0; tries < 100 && terminal.Modes() != before; tries++)
            Thread.Sleep(50);
        Assert.Equal(before, terminal.Modes());
    }

    [Fact]
    public void Terminal_is_put_back_after_the_programs_end()
    {
        using PseudoTerminal shell = new("sh", ["-c", "before=$(stty -g); \"$@\"; echo code $?; [ \"$before\" = \"$(stty -g)\" ] && echo put back", "sh", .. Launch([], "screen")]);
        shell.WaitFor("put back");
        Assert.Contains("code 0", shell.Screen, StringComparison.Ordinal);
    }

    // A terminal as it is when nobody has changed it.
    private static string InitialModes()
    {
        using var terminal = new PseudoTerminal("sleep", "5");
        return terminal.Modes();
    }

    // Types all keys at once after the program is ready, and gives what was on the screen at the end.
    private static (string Screen, int ExitCode) Converse(PseudoTerminal terminal, string? keys)
    {
        using (terminal)
        {
            if (keys is not null)
            {
                terminal.WaitFor("ready");
                terminal.Type(keys);
            }

            int exitCode = terminal.WaitForExit();
            return (terminal.Screen, exitCode);
        }
    }

    private static PseudoTerminal Host(params string[] arguments) => new(Publisher.Publish(s_program, Publisher.Host).Executable, arguments);

    private static PseudoTerminal Guest(string[] options, params string[] arguments) =>
        new("dotnet", Launch(options, arguments).Skip(1));

    private static string[] Launch(string[] options, params string[] arguments) =>
        ["dotnet", "exec", Repository.Launcher, "--memory", "64M", .. options, Publisher.Publish(s_program, Publisher.Guest).Executable, "--", .. arguments];
}

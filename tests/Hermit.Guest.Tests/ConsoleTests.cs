using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Hermit.Guest.Tests.Building;
using Hermit.Guest.Tests.Catalog;
using Hermit.Guest.Tests.Running;

namespace Hermit.Guest.Tests;

/// <summary>Standard streams that are not a terminal: every byte, in order, on every machine; and signals to the launcher.</summary>
public sealed class ConsoleTests
{
    private const int Bytes = 12_345_678;

    private static readonly GuestProgram s_program = GuestProgram.Named("Terminal");

    private static string Image => Publisher.Publish(s_program, Publisher.Guest).Executable;

    [Theory]
    [InlineData("microvm")]
    [InlineData("pc")]
    [InlineData("q35")]
    public void Megabytes_leave_and_arrive_unchanged(string machine)
    {
        RunResult output = new GuestMachine { Type = machine }.Boot(Image, ["write", Bytes.ToString(CultureInfo.InvariantCulture)]);
        Assert.True(output.ExitCode == 0 && output.Output.Length == Bytes, $"{output.Output.Length} bytes: {output.ErrorText}");
        Assert.Equal(-1, Array.FindIndex([.. output.Output.Select((value, i) => value == (byte)(i % 251))], right => !right));

        RunResult input = new GuestMachine { Type = machine }.Boot(Image, ["count"], output.Output);
        Assert.True(input.OutputText == $"{Bytes} bytes, 0 wrong, then 0\n", input.Tail());
    }

    [Fact]
    public void Input_that_has_ended_before_the_boot_is_seen_to_end()
    {
        RunResult run = new GuestMachine().Boot(Image, ["count"]);
        Assert.True(run.OutputText == "0 bytes, 0 wrong, then 0\n", run.Tail());
    }

    [Fact]
    public void Serial_line_does_the_same_slowly()
    {
        RunResult run = new GuestMachine { Console = "serial" }.Boot(Image, ["write", "100000"]);
        Assert.True(run is { ExitCode: 0, Output.Length: 100000 }, run.ErrorText);
    }

    // In counted instructions (4 ns each), which what else the host does cannot make late. QEMU's serial line can, when nobody takes what it says: that
    // gets no more than fits into a pipe.
    [Theory]
    [InlineData("virtio", 10, 1 << 20)]
    [InlineData("serial", 1, 60_000)]
    public void Much_written_at_once_makes_no_other_thread_late(string console, int writes, int bytes)
    {
        var machine = new GuestMachine { Console = console, QemuArguments = "-icount shift=2,sleep=off" };
        RunResult run = machine.Boot(Image, ["ticks", writes.ToString(CultureInfo.InvariantCulture), bytes.ToString(CultureInfo.InvariantCulture)]);
        Assert.True(run.ExitCode == 0, run.Tail());
        Assert.InRange(int.Parse(run.ErrorText, CultureInfo.InvariantCulture), 0, 2000);
    }

    [Fact]
    public void Lines_of_several_threads_stay_whole_and_in_their_order()
    {
        RunResult run = new GuestMachine().Boot(Image, ["writers"]);
        var next = new int[4];
        foreach (string line in run.OutputText.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] words = line.Split(' ');
            int thread = int.Parse(words[0], CultureInfo.InvariantCulture);
            Assert.Equal($"{thread} {next[thread]} {new string((char)('a' + thread), 10 + (next[thread] % 90))}", line);
            next[thread]++;
        }

        Assert.Equal([2000, 2000, 2000, 2000], next);
    }

    [Fact]
    public void Streams_that_are_one_keep_their_order()
    {
        var start = new ProcessStartInfo("sh", ["-c", "exec \"$@\" 2>&1", "sh", "dotnet", "exec", Repository.Launcher, "--memory", "64M", Image, "--", "alternate"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using Process launcher = Process.Start(start)!;
        string text = launcher.StandardOutput.ReadToEnd();
        Assert.Equal(string.Concat(Enumerable.Range(0, 500).Select(i => $"out {i}\nerror {i}\n")), text);
    }

    [Fact]
    public void Environment_comes_from_the_command_line_the_image_and_a_login()
    {
        RunResult run = new GuestMachine { LauncherOptions = ["-e", "FROM_HOST=some words", "--env", "FROM_BOTH=the host's", "-e", "TZ=Europe/Berlin"] }.Boot(Image, ["environment"]);
        Assert.True(
            run.OutputText == "FROM_IMAGE=in the image\nFROM_HOST=some words\nFROM_BOTH=the host's\nHOME=/root\nUSER=root\nPATH=/usr/local/bin:/usr/bin:/bin\nTZ=Europe/Berlin\n",
            run.Tail());
    }

    [Theory]
    [InlineData("terminate", "TERM", 4, "SIGTERM\nprocess exit\n")]
    [InlineData("sleep", "TERM", 143, "")]
    [InlineData("sleep", "HUP", 129, "")]
    [InlineData("cancel", "INT", 3, "cancelled by ControlC\nprocess exit\n")]
    public void Signal_to_the_launcher_is_the_programs(string argument, string signal, int exitCode, string output)
    {
        (int code, string text) = Signal([], [argument], signal);
        Assert.Equal("ready\n" + output, text);
        Assert.Equal(exitCode, code);
    }

    [Fact]
    public void Program_that_does_not_end_is_ended_after_the_grace_period_or_by_a_second_signal()
    {
        (int code, string text) = Signal(["--grace", "1"], ["terminate", "stay"], "TERM");
        Assert.Equal((143, "ready\nSIGTERM\n"), (code, text));
        (code, text) = Signal([], ["terminate", "stay"], "TERM", "SIGTERM", "TERM");
        Assert.Equal((143, "ready\nSIGTERM\n"), (code, text));
    }

    [Theory]
    [InlineData("microvm")]
    [InlineData("pc")]
    [InlineData("q35")]
    public void Power_button_asks_the_program_to_end(string machine)
    {
        string monitor = Path.Combine(Path.GetTempPath(), $"hermit-{Guid.NewGuid():N}");
        string[] options = ["--memory", "64M", "--machine", machine, "--qemu-arguments", $"-qmp unix:{monitor},server=on,wait=off"];
        var start = new ProcessStartInfo("dotnet", ["exec", Repository.Launcher, .. options, Image, "--", "terminate"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using Process launcher = Process.Start(start)!;
        var output = new StringBuilder();
        WaitFor(launcher, output, "ready");
        using var button = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        button.Connect(new UnixDomainSocketEndPoint(monitor));
        button.Send("""{"execute":"qmp_capabilities"}{"execute":"system_powerdown"}"""u8);
        output.Append(launcher.StandardOutput.ReadToEnd());
        Assert.True(launcher.WaitForExit(TimeSpan.FromSeconds(60)), output.ToString());
        Assert.Equal((4, "ready\nSIGTERM\nprocess exit\n"), (launcher.ExitCode, output.ToString()));
    }

    // Runs a program, sends a signal when it is ready, and another when it has said something more.
    private static (int ExitCode, string Output) Signal(string[] options, string[] arguments, string signal, string? then = null, string? second = null)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Repository.Launcher, "--memory", "64M", .. options, Image, "--", .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process launcher = Process.Start(start)!;
        using var limit = new Timer(_ => launcher.Kill(entireProcessTree: true), null, TimeSpan.FromSeconds(90), Timeout.InfiniteTimeSpan);
        var output = new StringBuilder();
        WaitFor(launcher, output, "ready");
        Send(signal, launcher.Id);
        if (then is not null)
        {
            WaitFor(launcher, output, then);
            Thread.Sleep(500); // what comes at once is taken for the same signal
            Send(second!, launcher.Id);
        }

        output.Append(launcher.StandardOutput.ReadToEnd());
        Assert.True(launcher.WaitForExit(TimeSpan.FromSeconds(60)), output.ToString());
        return (launcher.ExitCode, output.ToString());
    }

    private static void WaitFor(Process launcher, StringBuilder output, string text)
    {
        while (launcher.StandardOutput.ReadLine() is { } line)
        {
            output.Append(line).Append('\n');
            if (line == text)
                return;
        }

        Assert.Fail($"the program ended without '{text}': {output}");
    }

    private static void Send(string signal, int process)
    {
        using Process kill = Process.Start("kill", [$"-{signal}", process.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}

namespace Hermit.Sdk.Tests;

/// <summary>gdb on a booted image: the program and the kernel by their C# lines.</summary>
public sealed class DebuggerTests
{
    private const string Port = "41235";

    [Fact]
    public async Task Breaks_at_lines_of_the_program_and_shows_its_stack()
    {
        using var project = new TestProject("""
            int[] numbers = [3, 4];
            Speak(numbers.Length);

            [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)] static void Speak(int count)
            {
                Console.WriteLine(count);
            }
            """);
        project.Publish();

        Task<ProgramRun> guest = Task.Run(() => ProgramRun.OfLauncher(["--debug", "--gdb-port", Port, "--timeout", "200", project.Image]));
        ProgramRun gdb = ProgramRun.Of("gdb-multiarch",
        [
            "-batch", "-nx",
            "-ex", $"symbol-file {project.Image}.dbg",
            // The launcher may not have started QEMU yet.
            "-ex", "set tcp connect-timeout 60",
            "-ex", $"target remote 127.0.0.1:{Port}",
            "-ex", "break Program.cs:6",
            "-ex", "continue",
            "-ex", "backtrace",
            "-ex", "kill",
        ]);
        ProgramRun ended = await guest;

        Assert.Matches(@"Breakpoint 1, .*Speak.* at .*Program\.cs:6", gdb.Output);
        Assert.Matches(@"#1 .*Main.* at .*Program\.cs:[12]", gdb.Output);
        Assert.Contains("hermit-run: waiting for gdb", ended.Error);
    }
}

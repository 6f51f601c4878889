using Hermit.Tests.Terminals;

namespace Hermit.Sdk.Tests;

/// <summary>'dotnet run' of one project, made once, on a terminal: what it says, what it passes on, what it does again and what not.</summary>
public sealed class RunTests(RunTests.Session session) : IClassFixture<RunTests.Session>
{
    private const string Program = """
        Console.WriteLine(Answer.Value);
        foreach (string name in args)
            Console.WriteLine($"{name}={Environment.GetEnvironmentVariable(name)}");
        static class Answer { public static int Value => 44; }
        """;

    private const string EraseToEnd = "\e[J"; // ED, ECMA-48 8.3.39

    [Fact]
    public void On_a_terminal_it_says_what_takes_long_and_leaves_nothing_of_it()
    {
        // The .NET SDK draws the targets that run, and for how long they have, and clears that in the end.
        Assert.Contains("IlcCompile (", session.Screen);
        Assert.Contains("HermitLinkImage (", session.Screen);
        string rest = session.Screen[session.Screen.LastIndexOf(EraseToEnd, StringComparison.Ordinal)..];
        Assert.Contains("44\r\n", rest);
        Assert.DoesNotContain("app", rest);
    }

    [Fact]
    public void Elsewhere_it_says_nothing_and_without_a_change_it_makes_nothing()
    {
        DateTime linked = File.GetLastWriteTimeUtc(session.Project.DebugImage);
        ProgramRun run = session.Project.Dotnet("run", "--no-launch-profile");
        Assert.Equal((0, "44\n", ""), (run.ExitCode, run.Output, run.Error));
        Assert.Equal(linked, File.GetLastWriteTimeUtc(session.Project.DebugImage));
    }

    [Fact]
    public void Of_a_Debug_image_the_program_is_not_optimised()
    {
        // Optimised, the property would be inlined and gone.
        Assert.Contains("Answer__get_Value", File.ReadAllText(Path.Combine(session.Project.Path, "obj/Debug/net10.0/hermit-x64/native/app.map")));
    }

    [Fact]
    public void With_no_build_what_is_there_boots()
    {
        session.Project.Edit("Program.cs", "44", "45");
        DateTime linked = File.GetLastWriteTimeUtc(session.Project.DebugImage);
        ProgramRun run = session.Project.Dotnet("run", "--no-build", "--no-launch-profile");
        session.Project.Edit("Program.cs", "45", "44");
        Assert.Equal((0, "44\n", linked), (run.ExitCode, run.Output, File.GetLastWriteTimeUtc(session.Project.DebugImage)));
    }

    [Fact]
    public void Watch_boots_the_changed_program_whether_the_old_one_has_ended_or_runs_on()
    {
        const string RunsOn = "Thread.Sleep(Timeout.Infinite);";
        const string Original = "static class Answer { public static int Value => 44; }";
        using (var terminal = new PseudoTerminal("sh", "-c", Session.Shell + "exec dotnet watch run --no-launch-profile", session.Project.Path) { Limit = TimeSpan.FromMinutes(4) })
        {
            terminal.WaitFor("44\r\n");
            terminal.WaitFor("Waiting for a file to change");
            session.Project.Edit("Program.cs", Original, RunsOn + Original.Replace("44", "45"));
            terminal.WaitFor("45\r\n");
            terminal.WaitFor("Waiting for changes", times: 2);
            session.Project.Edit("Program.cs", "=> 45", "=> 46");
            terminal.WaitFor("46\r\n");
        }

        // As the other tests expect it.
        session.Project.Edit("Program.cs", RunsOn + Original.Replace("44", "46"), Original);
        Assert.Equal("44\n", session.Project.Dotnet("run", "--no-launch-profile").Output);
    }

    [Fact]
    public void Variables_come_from_the_project_the_launch_profile_and_the_command_line()
    {
        ProgramRun run = session.Project.Dotnet(
            "run", "--no-build", "-e", "BY_OPTION=the option's", "--environment", "BY_BOTH=the option's", "--", "IN_PROJECT", "IN_PROFILE", "BY_OPTION", "BY_BOTH", "HOME");
        Assert.Equal(
            (0, "44\nIN_PROJECT=the project's\nIN_PROFILE=the profile's\nBY_OPTION=the option's\nBY_BOTH=the option's\nHOME=/root\n"),
            (run.ExitCode, run.Output[run.Output.IndexOf("44\n", StringComparison.Ordinal)..]));
    }

    /// <summary>The project, after its first run.</summary>
    public sealed class Session : IDisposable
    {
        // What the test's own build has set would steer this one.
        public const string Shell = "cd \"$0\"; for name in $(env | grep -io '^msbuild[a-z_]*'); do unset $name; done; ";

        public Session()
        {
            Project = new TestProject(Program, """<HermitEnvironment Include="IN_PROJECT" Value="the project's" />""");
            Project.Write("Properties/launchSettings.json", """
                { "profiles": { "app": { "commandName": "Project", "environmentVariables": { "IN_PROFILE": "the profile's", "BY_BOTH": "the profile's" } } } }
                """);
            using var terminal = new PseudoTerminal("sh", "-c", Shell + "exec dotnet run --no-launch-profile", Project.Path) { Limit = TimeSpan.FromMinutes(4) };
            int exitCode = terminal.WaitForExit();
            Screen = terminal.Screen;
            Assert.True(exitCode == 0, Screen);
        }

        internal TestProject Project { get; }

        internal string Screen { get; }

        public void Dispose() => Project.Dispose();
    }
}

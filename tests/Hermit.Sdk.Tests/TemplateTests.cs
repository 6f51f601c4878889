namespace Hermit.Sdk.Tests;

/// <summary>The way of a new user: a folder, a nuget.config, the template; QEMU is there, a C compiler and a linker are not.</summary>
public sealed class TemplateTests : IDisposable
{
    private const string Greeting = "Hello from a machine that runs nothing but this program!\n";

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string?> _environment;

    public TemplateTests()
    {
        _folder.Write("nuget.config", $"""
            <configuration><packageSources><add key="hermit" value="{Repository.Packages}" /></packageSources></configuration>
            """);
        Directory.CreateDirectory(_folder["path"]);
        foreach (string program in (string[])["dotnet", "qemu-system-x86_64", "sh", "uname"])
            File.CreateSymbolicLink(Path.Combine(_folder["path"], program), Find(program));
        _environment = new() { ["PATH"] = _folder["path"], ["DOTNET_ROOT"] = Path.GetDirectoryName(Find("dotnet")) };
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void New_run_and_publish_work_without_a_C_toolchain()
    {
        string hive = _folder["hive"];
        string app = _folder["demo"];
        Require(Dotnet(_folder.Path, "new", "install", $"Hermit.Templates::{Repository.Version}", "--debug:custom-hive", hive));
        Require(Dotnet(_folder.Path, "new", "hermit", "-o", "demo", "--debug:custom-hive", hive));

        ProgramRun plain = Dotnet(app, "run");
        Assert.Equal((0, Greeting), (plain.ExitCode, plain.Output));

        ProgramRun run = Dotnet(app, "run", "--", "one", "two words");
        Assert.Equal((0, $"{Greeting}Arguments: one, two words\n"), (run.ExitCode, run.Output));

        Require(Dotnet(app, "publish", "-r", "hermit-x64"));
        string publish = Path.Combine(app, "bin/Release/net10.0/hermit-x64/publish");
        Assert.Equal(["demo", "demo.dbg"], Directory.GetFiles(publish).Select(Path.GetFileName).Order());

        File.WriteAllText(Path.Combine(app, "Program.cs"), "return 42;");
        Assert.Equal(42, Dotnet(app, "run").ExitCode);

        _environment["HERMIT_QEMU"] = _folder["no-such-qemu"];
        ProgramRun without = Dotnet(app, "run");
        Assert.Equal(127, without.ExitCode);
        Assert.Contains("HERMIT2010", without.Error);
    }

    private ProgramRun Dotnet(string folder, params string[] arguments) => ProgramRun.Of(Path.Combine(_folder["path"], "dotnet"), arguments, folder, _environment);

    private static void Require(ProgramRun run) => Assert.True(run.ExitCode == 0, run.All);

    /// <summary>The program itself behind what PATH has, since dotnet looks for its runtime beside itself.</summary>
    private static string Find(string program)
    {
        string path = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Select(d => Path.Combine(d, program)).First(File.Exists);
        return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
    }
}

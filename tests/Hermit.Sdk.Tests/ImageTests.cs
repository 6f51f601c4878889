namespace Hermit.Sdk.Tests;

/// <summary>Projects that become images: what is built, what is left alone, and what the guest sees of it.</summary>
public sealed class ImageTests
{
    [Fact]
    public void A_second_publish_without_a_change_compiles_and_links_nothing()
    {
        using var project = new TestProject("""Console.WriteLine("once");""");
        ProgramRun first = project.Publish();
        DateTime linked = File.GetLastWriteTimeUtc(project.Image);

        ProgramRun second = project.Publish();

        Assert.Contains("Generating native code", first.Output);
        Assert.DoesNotContain("Generating native code", second.Output);
        Assert.DoesNotContain("native/app", second.Output);
        Assert.Equal(linked, File.GetLastWriteTimeUtc(project.Image));
        Assert.Equal(["app", "app.dbg"], Directory.GetFiles(Path.GetDirectoryName(project.Image)!).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void A_build_compiles_only()
    {
        using var project = new TestProject();

        ProgramRun run = project.Dotnet("build");

        Assert.True(run.ExitCode == 0, run.All);
        Assert.DoesNotContain("Generating native code", run.Output);
        Assert.Equal(["app.dll", "app.pdb"], Directory.GetFiles(Path.Combine(project.Path, "bin/Debug/net10.0/hermit-x64")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void A_changed_content_file_is_linked_again_but_not_compiled_again()
    {
        using var project = new TestProject("""Console.Write(File.ReadAllText("data/text.txt"));""",
            """<Content Include="data/**" CopyToPublishDirectory="PreserveNewest" />""");
        project.Write("data/text.txt", "first\n");
        project.Publish();
        ProgramRun before = ProgramRun.OfLauncher([project.Image]);
        project.Write("data/text.txt", "second\n");

        ProgramRun again = project.Publish();
        ProgramRun after = ProgramRun.OfLauncher([project.Image]);

        Assert.DoesNotContain("Generating native code", again.Output);
        Assert.Equal((0, "first\n"), (before.ExitCode, before.Output));
        Assert.Equal((0, "second\n"), (after.ExitCode, after.Output));
        Assert.False(Directory.Exists(Path.Combine(Path.GetDirectoryName(project.Image)!, "data")), "the file is in the image, not beside it");
    }

    [Fact]
    public void A_call_into_a_missing_library_is_a_warning_now_and_an_exception_at_the_call()
    {
        using var project = new TestProject("""
            using System.Runtime.InteropServices;
            try { if (args.Length > 8) { Native.Beep(1, 2); Native.ForOthers(); } Native.Spin(3); return 1; }
            catch (DllNotFoundException) { Console.WriteLine("no such library"); return 0; }
            static class Native { [DllImport("libmerrygoround")] public static extern int Spin(int times);
                [DllImport("kernel32.dll")] public static extern int Beep(uint frequency, uint duration);
                [DllImport("libfoundation"), System.Runtime.Versioning.SupportedOSPlatform("macos")] public static extern int ForOthers(); }
            """, properties: "<NoWarn>$(NoWarn);CA1416</NoWarn>");

        ProgramRun publish = project.Publish();
        ProgramRun boot = ProgramRun.OfLauncher([project.Image]);

        Assert.Matches(@"Program\.cs\(2\): warning HERMIT1031: .*Native.Spin.*merrygoround", publish.Output);
        Assert.DoesNotContain("kernel32", publish.Output);
        Assert.DoesNotContain("ForOthers", publish.Output);
        Assert.Equal((0, "no such library\n"), (boot.ExitCode, boot.Output));
    }

    [Fact]
    public void A_library_project_is_compiled_along()
    {
        using var project = new TestProject("Console.WriteLine(Library.Answer.Value);", """<ProjectReference Include="lib/lib.csproj" />""",
            "<DefaultItemExcludes>$(DefaultItemExcludes);lib/**</DefaultItemExcludes>");
        project.Write("lib/lib.csproj", """
            <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework><CheckEolTargetFramework>false</CheckEolTargetFramework></PropertyGroup></Project>
            """);
        project.Write("lib/Answer.cs", "namespace Library; public static class Answer { public static int Value => 41; }");

        project.Publish();
        ProgramRun boot = ProgramRun.OfLauncher([project.Image]);

        Assert.Equal((0, "41\n"), (boot.ExitCode, boot.Output));
    }

    [Fact]
    public void Of_several_frameworks_the_one_asked_for_runs_with_the_libraries_that_it_refers_to()
    {
        using var project = new TestProject("Console.WriteLine(Library.Answer.Value);", """<ProjectReference Include="lib/lib.csproj" />""",
            "<TargetFramework /><TargetFrameworks>net9.0;net10.0</TargetFrameworks><DefaultItemExcludes>$(DefaultItemExcludes);lib/**</DefaultItemExcludes>");
        project.Write("lib/lib.csproj", """
            <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFrameworks>net9.0;net10.0</TargetFrameworks><CheckEolTargetFramework>false</CheckEolTargetFramework></PropertyGroup></Project>
            """);
        project.Write("lib/Answer.cs", "namespace Library; public static class Answer { public static int Value => 42; }");

        ProgramRun run = project.Dotnet("run", "-f", "net10.0");
        Assert.True(run.ExitCode == 0, run.All);
        Assert.EndsWith("42\n", run.Output);

        ProgramRun other = project.Dotnet("publish", "-f", "net9.0");
        Assert.Contains("error HERMIT2003", other.Output);
    }

    [Fact]
    public void One_line_with_HttpClient_is_one_warning_for_each_feature_at_that_line()
    {
        using var project = new TestProject("""

            using var client = new HttpClient();
            Console.WriteLine(await client.GetStringAsync(args[0]));
            """);

        string[] warnings = [.. project.Publish().Output.Split('\n').Where(line => line.Contains(": warning ")).Distinct()];

        Assert.InRange(warnings.Length, 1, 6);
        Assert.All(warnings, warning => Assert.Matches(@"Program\.cs\([23]\): warning HERMIT1030: the kernel has no ", warning));
        Assert.Contains(warnings, warning => warning.Contains("no TLS"));
    }

    [Fact]
    public void A_Main_that_always_throws_is_an_error()
    {
        using var project = new TestProject("Console.WriteLine(Library.Answer.Value);", """<ProjectReference Include="lib/lib.csproj" Private="false" />""",
            "<DefaultItemExcludes>$(DefaultItemExcludes);lib/**</DefaultItemExcludes>");
        project.Write("lib/lib.csproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""");
        project.Write("lib/Answer.cs", "namespace Library; public static class Answer { public static int Value => 41; }");

        ProgramRun run = project.Dotnet("publish");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Matches("error HERMIT2024: The program would end before its first line.*Main", run.Output);
    }
}

using System.Text.RegularExpressions;

namespace Hermit.Sdk.Tests;

/// <summary>Projects as people have them: properties from elsewhere, libraries, solutions, tests, other languages.</summary>
public sealed class ProjectTests
{
    [Fact]
    public void What_an_image_cannot_be_without_is_said_to_be_ignored()
    {
        using var project = new TestProject(properties: "<PublishAot>false</PublishAot><InvariantGlobalization>false</InvariantGlobalization>");

        ProgramRun run = project.Dotnet("build");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("warning HERMIT2021: PublishAot is false, which is ignored", run.Output);
        Assert.Contains("warning HERMIT2021: InvariantGlobalization is false, which is ignored", run.Output);
    }

    [Theory]
    [InlineData("PublishAot")]
    [InlineData("InvariantGlobalization")]
    public void What_cannot_be_ignored_is_refused(string property)
    {
        using var project = new TestProject();

        ProgramRun run = project.Dotnet("build", $"-p:{property}=false");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains($"error HERMIT2004: The property {property} is 'false', but has to be true", run.Output);
    }

    [Fact]
    public void A_misspelt_property_is_named_with_the_one_that_was_meant()
    {
        using var project = new TestProject(properties: "<HermitMemroy>64M</HermitMemroy><HermitOwn>1</HermitOwn><Title>$(HermitOwn)</Title>");
        project.Write("Directory.Build.props", "<Project><PropertyGroup><HermitCpu>1</HermitCpu><HermitOfSomebodyElse>1</HermitOfSomebodyElse></PropertyGroup></Project>");

        ProgramRun run = project.Dotnet("build", "-p:HermitPort=80:80");

        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"app\.csproj\(\d+\): warning HERMIT1060: The property HermitMemroy is unknown to Hermit.Sdk, and has no effect. Is HermitMemory meant\?", run.Output);
        Assert.Matches(@"Directory\.Build\.props\(1\): warning HERMIT1060: The property HermitCpu .* Is HermitCpus meant\?", run.Output);
        Assert.Matches("warning HERMIT1060: The property HermitPort .* Is HermitPorts meant", run.Output);
        Assert.DoesNotContain("HermitOwn ", run.Output);
        Assert.DoesNotContain("HermitOfSomebodyElse", run.Output);
    }

    [Fact]
    public void The_target_framework_need_not_be_named_and_properties_may_come_from_Directory_Build_props()
    {
        using var project = new TestProject(properties: "<TargetFramework />");
        project.Write("Directory.Build.props", "<Project><PropertyGroup><HermitMemory>48M</HermitMemory></PropertyGroup></Project>");

        Assert.Equal("net10.0", project.Property("TargetFramework"));
        Assert.Equal("48M", project.Property("HermitMemory"));
        Assert.Equal(0, project.Dotnet("build").ExitCode);
    }

    [Fact]
    public void The_versions_of_packages_may_be_managed_centrally()
    {
        using var project = new TestProject();
        project.Write("Directory.Packages.props", "<Project><PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup></Project>");

        ProgramRun run = project.Dotnet("build");

        Assert.True(run.ExitCode == 0, run.All);
    }

    [Fact]
    public void A_container_is_refused_with_the_reason()
    {
        using var project = new TestProject();

        ProgramRun run = project.Dotnet("publish", "-t:PublishContainer");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("error HERMIT2022: An image boots on a machine of its own", run.Output);
    }

    [Fact]
    public void A_solution_of_a_program_a_library_and_tests_builds_tests_and_publishes()
    {
        using var project = new TestProject("Console.WriteLine(Library.Answer.Value); public partial class Program { public static int Twice => Library.Answer.Value * 2; }",
            """<ProjectReference Include="library/library.csproj" />""", "<EnableDefaultCompileItems>false</EnableDefaultCompileItems>");
        project.Edit("app.csproj", "<ItemGroup>", """<ItemGroup><Compile Include="Program.cs" />""");
        project.Write("library/library.csproj", $"""<Project Sdk="Hermit.Sdk/{Repository.Version}" />""");
        project.Write("library/Answer.cs", "namespace Library; public static class Answer { public static int Value => 43; }");
        project.Write("tests/tests.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Microsoft.NET.Test.Sdk" Version="17.14.1" />
                <PackageReference Include="xunit" Version="2.9.3" />
                <PackageReference Include="xunit.runner.visualstudio" Version="3.1.5" />
                <ProjectReference Include="../app.csproj" />
              </ItemGroup>
            </Project>
            """);
        project.Write("tests/Tests.cs", """public sealed class Tests { [Xunit.Fact] public void It_is_twice_as_much() => Xunit.Assert.Equal(86, Program.Twice); }""");
        project.Write("all.slnx", """
            <Solution><Project Path="app.csproj" /><Project Path="library/library.csproj" /><Project Path="tests/tests.csproj" /></Solution>
            """);

        ProgramRun test = project.Dotnet("test", "all.slnx");
        Assert.True(test.ExitCode == 0, test.All);
        Assert.Matches("Passed! .*Passed: +1", test.Output);

        ProgramRun publish = project.Dotnet("publish", "all.slnx");
        Assert.True(publish.ExitCode == 0, publish.All);
        Assert.Equal((0, "43\n"), ProgramRun.OfLauncher([project.Image]) is var boot ? (boot.ExitCode, boot.Output) : default);

        ProgramRun library = project.Dotnet("publish", "library");
        Assert.Contains("error HERMIT2006: The project's OutputType is 'Library'", library.Output);
    }

    [Fact]
    public void A_publish_ends_with_the_image_its_size_its_needs_and_how_it_boots_and_a_clean_leaves_nothing_of_it()
    {
        using var project = new TestProject("""Console.WriteLine("booted");""");

        string[] lines = project.Publish().Output.TrimEnd().Split('\n');

        Assert.Matches($@"^ *{Regex.Escape(project.Image)}: \d+\.\d\d MB, starts with \d+ MiB of memory$", lines[^2]);
        string command = lines[^1].Trim();
        Assert.StartsWith("boot it: ", command);
        ProgramRun boot = ProgramRun.Of("sh", ["-c", command["boot it: ".Length..]], project.Path);
        Assert.Equal((0, "booted\n"), (boot.ExitCode, boot.Output));

        Assert.Equal(0, project.Dotnet("clean", "-c", "Release").ExitCode);
        string[] left = Directory.GetFiles(project.Path, "*", SearchOption.AllDirectories);
        Assert.DoesNotContain(left, file => Path.GetFileName(file) is "app" or "app.dbg" or "app.o" or "app.dll" or "app.map");
    }
}

using System.Text.RegularExpressions;

namespace Hermit.Sdk.Tests;

/// <summary>What a project or a command line can get wrong: a message with a code and a way out, before anything is compiled.</summary>
public sealed class CheckTests
{
    [Theory]
    [InlineData("hermit-mips")]
    [InlineData("bogus-x64")]
    public void An_unknown_runtime_identifier_is_named(string identifier)
    {
        using var project = new TestProject();

        ProgramRun run = project.Dotnet("publish", "-r", identifier);

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains($"error HERMIT2001: The runtime identifier '{identifier}' is unknown", run.Output);
        Assert.Contains("hermit-x64", run.Output);
    }

    [Fact]
    public void A_planned_runtime_identifier_is_not_yet_available()
    {
        using var project = new TestProject();

        ProgramRun run = project.Dotnet("publish", "-r", "hermit-riscv64");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("error HERMIT2002: The runtime identifier 'hermit-riscv64' is not yet available", run.Output);
    }

    [Fact]
    public void Another_target_framework_is_refused()
    {
        using var project = new TestProject();

        ProgramRun run = project.Dotnet("build", "-p:TargetFramework=net9.0");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("error HERMIT2003: The project targets 'net9.0'", run.Output);
        Assert.Contains("<TargetFramework>net10.0</TargetFramework>", run.Output);
    }

    [Theory]
    [InlineData("HermitMemory", "abc", "a size such as 64M")]
    [InlineData("HermitCpus", "0", "a number from 1 to 64")]
    [InlineData("HermitMachine", "vax", "microvm, pc or q35")]
    [InlineData("HermitSymbols", "some", "none, kernel or all")]
    [InlineData("HermitNetwork", "bridge", "none, user, tap or tap:NAME")]
    [InlineData("HermitPorts", "80", "PORT:GUEST-PORT[/udp]")]
    [InlineData("HermitCommandLine", "verbose", "key=value words")]
    public void A_wrong_property_value_is_named_with_what_it_has_to_be(string property, string value, string expected)
    {
        using var project = new TestProject();

        ProgramRun run = project.Dotnet("build", $"-p:{property}={value}");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains($"error HERMIT2004: The property {property} is '{value}', but has to be {expected}", run.Output);
    }

    [Fact]
    public void All_wrong_properties_are_named_at_once()
    {
        using var project = new TestProject();

        ProgramRun run = project.Dotnet("build", "-p:HermitMemory=0", "-p:HermitDebug=yes");

        Assert.Contains("HERMIT2004: The property HermitMemory is '0', but has to be", run.Output);
        Assert.Contains("The property HermitDebug is 'yes', but has to be true or false", run.Output);
    }

    [Fact]
    public void A_kernel_pack_that_no_source_has_fails_restore_by_its_name()
    {
        using var project = new TestProject();

        ProgramRun run = project.Dotnet("publish", "-p:HermitKernelVersion=9.9.9");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Matches("error NU110[12]: .*Hermit.Kernel.hermit-x64", run.Output);
    }

    [Fact]
    public void A_kernel_pack_that_is_incomplete_is_named()
    {
        using var project = new TestProject();

        ProgramRun run = project.Dotnet("publish", $"-p:HermitKernelDirectory={project.Path}/no-kernel");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("error HERMIT2005: The kernel pack Hermit.Kernel.hermit-x64", run.Output);
        Assert.Contains("dotnet restore", run.Output);
    }

    [Fact]
    public void A_time_zone_that_this_computer_does_not_have_is_named()
    {
        using var project = new TestProject();
        Assert.Equal(0, project.Dotnet("restore").ExitCode);

        ProgramRun run = project.Dotnet("msbuild", "-t:HermitCollectFiles", "-p:HermitTimeZones=Europe/Berlin%3BEurope/Atlantis");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("error HERMIT2023: HermitTimeZones is 'Europe/Berlin;Europe/Atlantis', but", run.Output);
        Assert.Contains("has no Atlantis", run.Output);
    }

    [Theory]
    [InlineData("all", 400, 700)]
    [InlineData("Europe/Berlin", 2, 2)]
    [InlineData("none", 0, 0)]
    public void The_time_zones_that_are_asked_for_are_files_of_the_image(string zones, int least, int most)
    {
        using var project = new TestProject();
        Assert.Equal(0, project.Dotnet("restore").ExitCode);

        ProgramRun run = project.Dotnet("msbuild", "-t:HermitCollectFiles", "-getItem:HermitFile", $"-p:HermitTimeZones={zones}");

        string[] names = [.. Regex.Matches(run.Output, "\"TargetPath\": \"/usr/share/zoneinfo/(.*)\"").Select(match => match.Groups[1].Value)];
        Assert.InRange(names.Length, least, most);
        Assert.Equal(most > 0, names.Contains("Europe/Berlin"));
        Assert.DoesNotContain(names, name => name.StartsWith("posix", StringComparison.Ordinal) || name.StartsWith("right", StringComparison.Ordinal));
    }

    [Fact]
    public void A_library_cannot_become_an_image()
    {
        using var project = new TestProject("public static class Nothing;");

        ProgramRun run = project.Dotnet("publish", "-p:OutputType=Library");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("error HERMIT2006: The project's OutputType is 'Library'", run.Output);
    }
}

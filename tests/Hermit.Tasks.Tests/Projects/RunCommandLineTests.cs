using Hermit.Tasks.Projects;

namespace Hermit.Tasks.Tests.Projects;

public sealed class RunCommandLineTests
{
    [Fact]
    public void Finds_the_options_in_front_of_the_programs_words()
    {
        var commandLine = new RunCommandLine(["dotnet.dll", "run", "-e", "ONE=1", "--environment=TWO=a=b", "-e:THREE=", "--no-build", "--", "-e", "FOUR=4"]);

        Assert.True(commandLine.NoBuild);
        Assert.Equal(["ONE", "TWO", "THREE"], commandLine.EnvironmentNames);
    }

    [Fact]
    public void Watch_means_that_the_program_is_compiled_and_not_that_the_image_is_made() =>
        Assert.False(new RunCommandLine(["dotnet.dll", "run", "--no-build", "-e", "DOTNET_WATCH=1", "-e", "DOTNET_WATCH_ITERATION=1"]).NoBuild);

    [Fact]
    public void Words_of_the_program_are_none_of_ours()
    {
        var commandLine = new RunCommandLine(["dotnet.dll", "run", "-e", "nothing", "--", "--no-build"]);

        Assert.False(commandLine.NoBuild);
        Assert.Empty(commandLine.EnvironmentNames);
    }
}

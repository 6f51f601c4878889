namespace Hermit.Sdk.Tests;

/// <summary>A user's project: a folder outside the repository with a nuget.config that names only our packages.</summary>
internal sealed class TestProject : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>Makes a project of a program and further lines for the project file.</summary>
    public TestProject(string program = "return 0;", string items = "", string properties = "")
    {
        if (!Directory.Exists(Repository.Packages))
            Assert.Fail("There are no packages to test: run eng/pack.sh, or the tests through ./test.sh.");
        Write("nuget.config", $"""
            <configuration><packageSources><add key="hermit" value="{Repository.Packages}" /></packageSources></configuration>
            """);
        Write("app.csproj", $"""
            <Project Sdk="Hermit.Sdk/{Repository.Version}">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                {items}
              </ItemGroup>
            </Project>
            """);
        Write("Program.cs", program);
    }

    /// <summary>The project's folder.</summary>
    public string Path => _folder.Path;

    /// <summary>The published image.</summary>
    public string Image => _folder["bin/Release/net10.0/hermit-x64/publish/app"];

    /// <summary>The image that 'dotnet run' boots.</summary>
    public string DebugImage => _folder["bin/Debug/net10.0/hermit-x64/native/app"];

    /// <summary>Writes a file of the project.</summary>
    public void Write(string name, string content) => _folder.Write(name, content);

    /// <summary>Replaces a text in a file of the project.</summary>
    public void Edit(string name, string old, string replacement) => _folder.Write(name, File.ReadAllText(_folder[name]).Replace(old, replacement));

    /// <summary>The value of a property of the project.</summary>
    public string Property(string name) => Dotnet("msbuild", $"-getProperty:{name}").Output.Trim();

    /// <summary>Runs dotnet in the project's folder.</summary>
    public ProgramRun Dotnet(params string[] arguments) => ProgramRun.Of("dotnet", arguments, Path);

    /// <summary>Publishes for hermit-x64 and requires success.</summary>
    public ProgramRun Publish()
    {
        ProgramRun run = Dotnet("publish", "-r", "hermit-x64");
        Assert.True(run.ExitCode == 0, run.All);
        return run;
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();
}

using System.IO.Compression;
using Hermit.Tasks.Tests.Support;
using Hermit.Tool.Packs;
using NuGet.Versioning;
using Spectre.Console;

namespace Hermit.Tool.Tests;

public sealed class PacksTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly IAnsiConsole _console;

    public PacksTests()
    {
        _console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(_output), Ansi = AnsiSupport.No });
        Directory.CreateDirectory(_folder["feed"]);
        _folder.Write("nuget.config", $"""
            <configuration><packageSources><clear /><add key="feed" value="{_folder["feed"]}" /></packageSources></configuration>
            """);
    }

    public void Dispose() => _folder.Dispose();

    private void Offer(string id, string version)
    {
        using var package = ZipFile.Open(_folder[$"feed/{id}.{version}.nupkg"], ZipArchiveMode.Create);
        using var nuspec = new StreamWriter(package.CreateEntry($"{id}.nuspec").Open());
        nuspec.Write($"""
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
              <metadata><id>{id}</id><version>{version}</version><authors>test</authors><description>test</description></metadata>
            </package>
            """);
    }

    private Task<int> DownloadAsync(params Pack[] packs) =>
        PacksCommand.DownloadAsync(_console, _folder.Root, "packs", packs, CancellationToken.None);

    [Fact]
    public async Task Copies_the_wanted_versions_into_a_folder()
    {
        Offer("Some.Pack", "1.2.0");
        Offer("Some.Pack", "1.3.0");

        Assert.Equal(0, await DownloadAsync(new Pack("Some.Pack", NuGetVersion.Parse("1.2.0"))));

        Assert.Equal([_folder["packs/some.pack.1.2.0.nupkg"]], Directory.GetFiles(_folder["packs"]));
        Assert.Equal(File.ReadAllBytes(_folder["feed/Some.Pack.1.2.0.nupkg"]), File.ReadAllBytes(_folder["packs/some.pack.1.2.0.nupkg"]));
        Assert.Contains("dotnet nuget add source", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_what_no_source_has_and_leaves_no_half_file()
    {
        Assert.Equal(1, await DownloadAsync(new Pack("Some.Pack", NuGetVersion.Parse("1.2.0"))));

        Assert.Empty(Directory.GetFiles(_folder["packs"]));
        Assert.Contains("Some.Pack 1.2.0: no enabled source has it", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_list_has_the_kernel_and_the_compiler_of_one_version()
    {
        IReadOnlyList<Pack> packs = PackList.ForThisHost();
        Assert.Contains(packs, pack => pack.Id == "Hermit.Kernel.hermit-x64");
        Assert.Single(packs.Where(pack => !pack.Id.StartsWith("Hermit.", StringComparison.Ordinal)).Select(pack => pack.Version).Distinct());
    }
}

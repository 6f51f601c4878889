using Hermit.Sdk.Tests.Guides;

namespace Hermit.Sdk.Tests;

/// <summary>The pages for users, followed word by word. The oracle is the page: what it shows has to come out.</summary>
public sealed class GuideTests
{
    private const string Readme = "README.md";

    /// <summary>In this order: the later ones go on with the program and the templates of the first.</summary>
    private static readonly string[] s_pages = ["docs/getting-started.md", "docs/tool.md", "docs/debugging.md", "docs/hosting.md"];

    [Fact]
    public void The_README_does_what_it_says()
    {
        using var session = new GuideSession(hasPackageSource: false);
        session.Follow([Page(Readme)]);
    }

    [Fact]
    public void The_pages_for_users_do_what_they_say()
    {
        using var session = new GuideSession(hasPackageSource: true);
        session.Follow(s_pages.Select(Page));
    }

    [Fact]
    public void Every_command_of_every_page_is_run_or_says_what_it_needs()
    {
        string[] pages = [.. Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories), Path.Combine(Repository.Root, "README.md")];
        foreach (string path in pages)
        {
            string name = Path.GetRelativePath(Repository.Root, path).Replace('\\', '/');
            var page = new GuidePage(path);
            Assert.True(page.Unmarked.Count == 0, $"{name}: {string.Join("; ", page.Unmarked)}");
            Assert.True(page.Steps.Count == 0 || name == Readme || s_pages.Contains(name), $"{name} has commands and is not followed");
        }
    }

    [Theory]
    [InlineData("run.sh", "Usage: ./run.sh [PROJECT] [RID] [-- ARGUMENTS]")]
    [InlineData("test.sh", "Usage: ./test.sh [FILTER]")]
    [InlineData("bench.sh", "Usage: ./bench.sh [NAME]")]
    [InlineData("eng/pack.sh", "Usage: eng/pack.sh [images] [RID...]")]
    [InlineData("eng/install.sh", "Usage: eng/install.sh")]
    public void A_door_explains_itself(string door, string usage)
    {
        ProgramRun run = ProgramRun.Of("bash", [Path.Combine(Repository.Root, door), "--help"]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(usage, run.Output);
        Assert.DoesNotContain("set -euo", run.Output);
    }

    [Theory]
    [InlineData("Hermit.Sdk")]
    [InlineData("Hermit.Kernel.hermit-x64")]
    [InlineData("Hermit.Templates")]
    [InlineData("Hermit.Sync")]
    [InlineData("Hermit.Analyzers")]
    [InlineData("Hermit.CountUnsafe")]
    [InlineData("Hermit.Tool")]
    public void A_package_is_packed(string name) =>
        Assert.True(File.Exists(Path.Combine(Repository.Packages, $"{name}.{Repository.Version}.nupkg")), $"eng/pack.sh made no {name}");

    private static GuidePage Page(string name) => new(Path.Combine(Repository.Root, name));
}

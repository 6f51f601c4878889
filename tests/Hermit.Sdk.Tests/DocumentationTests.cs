using System.Text.Json;
using System.Text.RegularExpressions;

namespace Hermit.Sdk.Tests;

/// <summary>What is written down twice has to agree.</summary>
public sealed partial class DocumentationTests
{
    [Fact]
    public void Every_code_of_the_SDK_and_the_launcher_is_explained_and_none_else()
    {
        IEnumerable<string> sources = Files("sdk/targets", "*.targets").Concat(Files("src/Tools/Run", "*.cs"));
        var used = sources.SelectMany(f => Code().Matches(File.ReadAllText(f))).Select(m => m.Value).ToHashSet();
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "errors.md"));
        var explained = Heading().Matches(page).Select(m => m.Groups[1].Value).ToHashSet();

        Assert.NotEmpty(used);
        Assert.Equal(used.Order(), explained.Order());
    }

    [Fact]
    public void The_repository_uses_the_version_of_the_SDK_that_it_builds()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "global.json")));
        Assert.Equal(Repository.Version, document.RootElement.GetProperty("msbuild-sdks").GetProperty("Hermit.Sdk").GetString());
    }

    [Fact]
    public void Every_property_of_the_SDK_is_in_its_table()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "sdk.md"));
        string defaults = File.ReadAllText(Path.Combine(Repository.Root, "sdk", "targets", "Hermit.BeforeNetSdk.targets"));
        IEnumerable<string> properties = Default().Matches(defaults).Select(m => m.Groups[1].Value).Distinct();

        Assert.All(properties, p => Assert.Contains($"| `{p}` |", page));
    }

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.GetFiles(Path.Combine(Repository.Root, folder), pattern);

    [GeneratedRegex("HERMIT2[0-9]{3}")]
    private static partial Regex Code();

    [GeneratedRegex("^### (HERMIT2[0-9]{3})", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"<(Hermit\w+) Condition=""'\$\(\1\)' == ''")]
    private static partial Regex Default();
}

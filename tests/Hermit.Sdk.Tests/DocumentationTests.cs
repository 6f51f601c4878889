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

    [Fact]
    public void Every_configuration_key_of_the_kernel_is_in_its_table()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "sdk.md"));
        var keys = Directory.GetFiles(Path.Combine(Repository.Root, "src", "Kernel"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(f => Key().Matches(File.ReadAllText(f))).Select(m => m.Groups[1].Value).ToHashSet();

        Assert.Contains("hostname", keys);
        Assert.All(keys, k => Assert.Matches($@"(?m)^\| (`[\w.]+`, )*`{Regex.Escape(k)}`(, `[\w.]+`)* \|", page));
    }

    [Fact]
    public void Every_property_that_is_known_is_in_the_table_and_none_else()
    {
        string checks = File.ReadAllText(Path.Combine(Repository.Root, "sdk", "targets", "Hermit.Checks.targets"));
        IEnumerable<string> known = Known().Matches(checks).SelectMany(m => m.Groups[1].Value.Split(';'));
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "sdk.md"));

        // These three are for scripts and tests.
        Assert.Equal(known.Except(["HermitRunFile", "HermitLauncher", "HermitTasksAssembly"]).Order(), Row().Matches(page).Select(m => m.Groups[1].Value).Order());
    }

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.GetFiles(Path.Combine(Repository.Root, folder), pattern);

    [GeneratedRegex(@"(?:Configuration\.|(?<![\w.]))TryGet\(""([a-z.]+)""u8")]
    private static partial Regex Key();

    [GeneratedRegex(@"<HermitKnownProperty Include=""([^""]+)""")]
    private static partial Regex Known();

    [GeneratedRegex(@"^\| `(Hermit\w+)` \|[^|\n]*\|.*\|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("HERMIT2[0-9]{3}")]
    private static partial Regex Code();

    [GeneratedRegex("^### (HERMIT2[0-9]{3})", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"<(Hermit\w+) Condition=""'\$\(\1\)' == ''")]
    private static partial Regex Default();
}

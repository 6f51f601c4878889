using System.Text;
using System.Text.RegularExpressions;

namespace Hermit.Sdk.Tests.Guides;

/// <summary>
/// A shell for one page: an empty folder, an empty package cache, a home directory without settings. The package sources serve what this machine's
/// cache has, Hermit's packages apart; for a page about packages from a source there is one with those. What the page calls the
/// repository's address is this tree, and its build is not done again: git copies the packages along, as long as they are made of the same sources.
/// </summary>
internal sealed class GuideSession : IDisposable
{
    private const string Mark = "@@step ";
    private const string Address = "https://github.com/hermit-sdk/hermit-sdk";
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(20);

    private readonly TemporaryFolder _folder = new();

    public GuideSession(bool hasPackageSource)
    {
        foreach (string name in (string[])["home", "work", "cache", "feed", "template/hooks"])
            Directory.CreateDirectory(_folder[name]);
        string machine = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } cache
            ? cache
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        foreach (string package in Directory.GetDirectories(machine))
        {
            if (!Path.GetFileName(package).StartsWith("hermit.", StringComparison.Ordinal))
                Directory.CreateSymbolicLink(Path.Combine(_folder["feed"], Path.GetFileName(package)), package);
        }
        string source = hasPackageSource ? $"""<add key="hermit" value="{Repository.Packages}" />""" : "";
        _folder.Write("home/.nuget/NuGet/NuGet.Config", $"""
            <configuration><packageSources><clear /><add key="machine" value="{_folder["feed"]}" />{source}</packageSources></configuration>
            """);
        MakeOrigin();
    }

    /// <summary>Does what pages say, one after the other, and compares what they show; throws at the first step that goes otherwise.</summary>
    public void Follow(IEnumerable<GuidePage> pages)
    {
        GuideStep[] steps = [.. pages.SelectMany(page => page.Steps)];
        ProgramRun run = ProgramRun.Of("bash", ["-c", Script(steps)], _folder["work"], Variables(), limit: s_limit);
        string[] parts = run.Output.Split(Mark);
        for (int i = 0; i < steps.Length; i++)
        {
            GuideStep step = steps[i];
            // "NUMBER STATUS", and in the part before it what the step printed.
            string printed = i == 0 ? parts[0] : parts[i][(parts[i].IndexOf('\n') + 1)..];
            string status = i + 1 < parts.Length ? parts[i + 1].Split(' ', '\n')[1] : "never ended";
            Assert.True(status == "0", $"{step.Place}: `{step.Command}` ended with {status}:\n{printed}{run.Error}");
            if (step.Command is not null && step.Text.Count > 0)
                Assert.True(Pattern(step.Text).IsMatch(printed.TrimEnd('\n') + '\n'), $"{step.Place}: `{step.Command}` printed:\n{printed}\ninstead of:\n{string.Join('\n', step.Text)}");
        }
    }

    public void Dispose() => _folder.Dispose();

    private static string Script(GuideStep[] steps)
    {
        // What the page starts in the background ends with it, children included.
        var script = new StringBuilder("exec 2>&1 < /dev/null\nset -m\ntrap 'for job in $(jobs -p); do kill -- -$job; done' EXIT\n");
        for (int i = 0; i < steps.Length; i++)
        {
            GuideStep step = steps[i];
            if (step.File is { } file)
                script.Append($"cat > '{file}' << 'HERMIT_END'\n{string.Join('\n', step.Text)}\nHERMIT_END\n");
            else
                script.Append($"{step.Command}\n");
            script.Append($"__status=$?; printf '{Mark}{i} %s\\n' $__status\n[ $__status = 0 ] || exit 1\n");
        }
        return script.ToString();
    }

    private static Regex Pattern(IReadOnlyList<string> lines) =>
        new("^" + string.Concat(lines.Select(line => line.Trim() == "..." ? "(.*\n)*?" : Regex.Escape(line.TrimEnd()).Replace(@"\.\.\.", ".*") + "[ \t]*\n")) + "\n*$");

    private Dictionary<string, string?> Variables() => new()
    {
        ["HOME"] = _folder["home"],
        ["DOTNET_CLI_HOME"] = _folder["home"],
        ["NUGET_PACKAGES"] = _folder["cache"] + "/",
        ["PATH"] = $"{_folder["home"]}/.dotnet/tools:{Environment.GetEnvironmentVariable("PATH")}",
        ["DOTNET_NOLOGO"] = "1",
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["GIT_TEMPLATE_DIR"] = _folder["template"],
        ["GIT_CONFIG_COUNT"] = "1",
        ["GIT_CONFIG_KEY_0"] = $"url.{_folder["origin"]}.insteadOf",
        ["GIT_CONFIG_VALUE_0"] = Address,
        ["GIT_ADVICE"] = "0",
    };

    /// <summary>The sources as they are here, as a repository to clone.</summary>
    private void MakeOrigin()
    {
        string[] repository = [$"--git-dir={_folder["origin"]}", $"--work-tree={Repository.Root}"];
        string[] author = ["-c", "user.name=guide", "-c", "user.email=guide@localhost"];
        Git(["init", "--quiet", "--bare", "--initial-branch=main", _folder["origin"]]);
        Git([.. repository, "-c", "core.bare=false", "add", "--all"]);
        Git([.. repository, .. author, "-c", "core.bare=false", "commit", "--quiet", "-m", "Sources"]);
        _folder.Write("template/hooks/post-checkout", $"""
            #!/bin/sh
            mkdir -p artifacts/kernel/hermit-x64
            cp '{Repository.Root}/artifacts/kernel/hermit-x64/libhermit.a' artifacts/kernel/hermit-x64/
            cp -r '{Repository.Root}/artifacts/packages' '{Repository.Root}/artifacts/stamps' artifacts/

            """);
        Assert.Equal(0, ProgramRun.Of("chmod", ["+x", _folder["template/hooks/post-checkout"]]).ExitCode);
    }

    private static void Git(string[] arguments)
    {
        ProgramRun run = ProgramRun.Of("git", arguments);
        Assert.True(run.ExitCode == 0, run.All);
    }
}

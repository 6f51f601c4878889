using Hermit.Tasks.Tests.Support;
using Hermit.Tool.Checking;

namespace Hermit.Tool.Tests;

public sealed class PackageChecksTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private async Task<List<Finding>> CheckAsync(string source)
    {
        _folder.Write("nuget.config", $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{_folder["cache"]}" /></config>
              <packageSources><clear /><add key="feed" value="{source}" allowInsecureConnections="true" /></packageSources>
            </configuration>
            """);
        string? cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES");
        try
        {
            // The variable beats the file.
            Environment.SetEnvironmentVariable("NUGET_PACKAGES", null);
            return await PackageChecks.RunAsync(_folder.Root, CancellationToken.None);
        }
        finally
        {
            Environment.SetEnvironmentVariable("NUGET_PACKAGES", cache);
        }
    }

    [Fact]
    public async Task Says_what_to_do_when_no_source_has_the_packages()
    {
        Directory.CreateDirectory(_folder["feed"]);

        List<Finding> findings = await CheckAsync(_folder["feed"]);

        Assert.Equal(new Finding(Severity.Good, "Source feed", "answers, and has no Hermit packages"), findings[0]);
        Assert.Equal([Severity.Bad, Severity.Bad, Severity.Note], findings.Skip(1).Select(finding => finding.Severity));
        Assert.All(findings.Skip(1), finding => Assert.Contains("dotnet nuget add source", finding.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Names_what_is_installed()
    {
        Directory.CreateDirectory(_folder["feed"]);
        Directory.CreateDirectory(_folder["cache/hermit.sdk/0.1.0"]);
        Directory.CreateDirectory(_folder["cache/hermit.kernel.hermit-x64/0.1.0"]);
        Directory.CreateDirectory(_folder["cache/hermit.kernel.hermit-arm64/0.1.0"]);

        List<Finding> findings = await CheckAsync(_folder["feed"]);

        Assert.All(findings, finding => Assert.Equal(Severity.Good, finding.Severity));
        Assert.Equal("installed: 0.1.0", findings[1].Text);
    }

    [Fact]
    public async Task A_source_that_does_not_answer_is_a_note()
    {
        // Port 1 of this machine: nobody listens there.
        List<Finding> findings = await CheckAsync("http://127.0.0.1:1/v3/index.json");

        Assert.Equal((Severity.Note, "Source feed"), (findings[0].Severity, findings[0].Subject));
        Assert.StartsWith("cannot be asked: ", findings[0].Text, StringComparison.Ordinal);
    }
}

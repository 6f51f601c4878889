using NuGet.Common;
using NuGet.Configuration;
using NuGet.Protocol;
using NuGet.Protocol.Core.Types;
using NuGet.Versioning;

namespace Hermit.Tool.Checking;

/// <summary>Which Hermit packages the user's sources offer, and which are installed.</summary>
internal static class PackageChecks
{
    // Who makes no images for AArch64 can do without its kernel.
    private static readonly (string Package, Severity IfMissing)[] s_packages =
        [("Hermit.Sdk", Severity.Bad), ("Hermit.Kernel.hermit-x64", Severity.Bad), ("Hermit.Kernel.hermit-arm64", Severity.Note)];

    /// <summary>A source that does not answer in this time would make a restore fail as well.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    /// <summary>Asks the sources that are configured for <paramref name="folder"/>.</summary>
    public static async Task<List<Finding>> RunAsync(string folder, CancellationToken cancellation)
    {
        ISettings settings;
        try
        {
            settings = Settings.LoadDefaultSettings(folder);
        }
        catch (NuGetConfigurationException e)
        {
            return [new Finding(Severity.Bad, "Package sources", e.Message)];
        }
        var findings = new List<Finding>();
        var found = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        List<PackageSource> sources = [.. SettingsUtility.GetEnabledSources(settings)];
        foreach (PackageSource source in sources)
            findings.Add(await AskAsync(source, found, cancellation));
        string cache = SettingsUtility.GetGlobalPackagesFolder(settings);
        foreach ((string package, Severity ifMissing) in s_packages)
            findings.Add(CheckInstalled(package, cache, found.Contains(package), ifMissing));
        return findings;
    }

    private static async Task<Finding> AskAsync(PackageSource source, HashSet<string> found, CancellationToken cancellation)
    {
        string subject = $"Source {source.Name}";
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(s_patience);
        try
        {
            using var cache = new SourceCacheContext { NoCache = true };
            FindPackageByIdResource? resource = await Repository.Factory.GetCoreV3(source).GetResourceAsync<FindPackageByIdResource>(limit.Token);
            var offers = new List<string>();
            foreach ((string package, _) in s_packages)
            {
                IEnumerable<NuGetVersion>? versions = await resource!.GetAllVersionsAsync(package, cache, NullLogger.Instance, limit.Token);
                if (versions?.Max() is not { } newest)
                    continue;
                found.Add(package);
                offers.Add($"{package} {newest}");
            }
            return new Finding(Severity.Good, subject, offers.Count == 0 ? "answers, and has no Hermit packages" : string.Join(", ", offers));
        }
        catch (Exception e) when (e is FatalProtocolException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            string why = e is OperationCanceledException ? $"no answer within {s_patience.TotalSeconds:0} s" : (e.InnerException ?? e).Message;
            return new Finding(Severity.Note, subject, $"cannot be asked: {why}. A restore fails as long as it is enabled");
        }
    }

    private static Finding CheckInstalled(string package, string cache, bool isOffered, Severity ifMissing)
    {
        string folder = Path.Combine(cache, package.ToLowerInvariant());
        string[] versions = Directory.Exists(folder) ? [.. Directory.GetDirectories(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)] : [];
        if (versions.Length > 0)
            return new Finding(Severity.Good, package, $"installed: {string.Join(", ", versions)}");
        return isOffered
            ? new Finding(Severity.Good, package, "not installed yet; a restore installs it")
            : new Finding(ifMissing, package, "not installed, and no enabled source has it: add one with 'dotnet nuget add source'");
    }
}

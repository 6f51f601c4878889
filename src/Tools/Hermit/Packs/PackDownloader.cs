using NuGet.Common;
using NuGet.Configuration;
using NuGet.Protocol;
using NuGet.Protocol.Core.Types;

namespace Hermit.Tool.Packs;

/// <summary>Copies packages from the configured sources into a folder, which is then a source itself.</summary>
internal sealed class PackDownloader : IDisposable
{
    private readonly List<SourceRepository> _sources;
    private readonly SourceCacheContext _cache = new() { NoCache = true };

    /// <summary>Uses the sources that are configured for <paramref name="folder"/>.</summary>
    /// <exception cref="NuGetConfigurationException">A nuget.config cannot be read.</exception>
    public PackDownloader(string folder) =>
        _sources = [.. SettingsUtility.GetEnabledSources(Settings.LoadDefaultSettings(folder)).Select(source => Repository.Factory.GetCoreV3(source))];

    public void Dispose() => _cache.Dispose();

    /// <summary>Puts <paramref name="pack"/> into <paramref name="output"/>; a file that is there stays.</summary>
    /// <returns>Null, or why no source gave it.</returns>
    public async Task<string?> DownloadAsync(Pack pack, string output, CancellationToken cancellation)
    {
        string target = Path.Combine(output, pack.FileName);
        if (File.Exists(target))
            return null;
        var refusals = new List<string>();
        foreach (SourceRepository source in _sources)
        {
            string temporary = $"{target}.{Guid.NewGuid():n}.tmp";
            try
            {
                if (await CopyAsync(source, pack, temporary, cancellation))
                {
                    File.Move(temporary, target, overwrite: true);
                    return null;
                }
            }
            catch (FatalProtocolException e)
            {
                refusals.Add($"{source.PackageSource.Name} cannot be asked: {(e.InnerException ?? e).Message}");
            }
            finally
            {
                File.Delete(temporary);
            }
        }
        return refusals.Count == 0 ? "no enabled source has it" : string.Join("; ", refusals);
    }

    private async Task<bool> CopyAsync(SourceRepository source, Pack pack, string path, CancellationToken cancellation)
    {
        FindPackageByIdResource? resource = await source.GetResourceAsync<FindPackageByIdResource>(cancellation);
        await using FileStream file = File.Create(path);
        return await resource!.CopyNupkgToStreamAsync(pack.Id, pack.Version, file, _cache, NullLogger.Instance, cancellation);
    }
}

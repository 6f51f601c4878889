using NuGet.Versioning;

namespace Hermit.Tool.Packs;

/// <summary>A package that making an image needs.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Version">The version that this version of Hermit uses.</param>
public sealed record Pack(string Id, NuGetVersion Version)
{
    /// <summary>The name of its file in a folder of packages.</summary>
    public string FileName => $"{Id.ToLowerInvariant()}.{Version.ToNormalizedString().ToLowerInvariant()}.nupkg";
}

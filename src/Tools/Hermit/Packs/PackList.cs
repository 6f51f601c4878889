using System.Reflection;
using System.Runtime.InteropServices;
using NuGet.Versioning;

namespace Hermit.Tool.Packs;

/// <summary>The packages that making an image needs, on this kind of host.</summary>
internal static class PackList
{
    /// <summary>Hermit's own, the compiler for this host, and the libraries that images are compiled from.</summary>
    public static IReadOnlyList<Pack> ForThisHost()
    {
        NuGetVersion hermit = VersionOf("HermitVersion");
        NuGetVersion compiler = VersionOf("ILCompilerVersion");
        return
        [
            new Pack("Hermit.Sdk", hermit),
            new Pack("Hermit.Kernel.hermit-x64", hermit),
            new Pack("Hermit.Kernel.hermit-arm64", hermit),
            new Pack("Microsoft.DotNet.ILCompiler", compiler),
            new Pack($"runtime.{HostIdentifier()}.Microsoft.DotNet.ILCompiler", compiler),
            new Pack("Microsoft.NET.ILLink.Tasks", compiler),
            new Pack("Microsoft.NETCore.App.Runtime.NativeAOT.linux-x64", compiler),
            new Pack("Microsoft.NETCore.App.Runtime.NativeAOT.linux-arm64", compiler),
            new Pack("Microsoft.AspNetCore.App.Runtime.linux-x64", compiler),
            new Pack("Microsoft.AspNetCore.App.Runtime.linux-arm64", compiler),
        ];
    }

    private static NuGetVersion VersionOf(string key) => NuGetVersion.Parse(
        typeof(PackList).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!);

    private static string HostIdentifier()
    {
        string system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        return $"{system}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";
    }
}

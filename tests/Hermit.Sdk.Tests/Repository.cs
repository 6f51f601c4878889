using System.Reflection;

namespace Hermit.Sdk.Tests;

/// <summary>Where the sources, packages and the launcher of this build are.</summary>
internal static class Repository
{
    /// <summary>The repository's folder.</summary>
    public static string Root { get; } = Metadata("RepositoryRoot");

    /// <summary>The version of all packages.</summary>
    public static string Version { get; } = Metadata("HermitVersion");

    /// <summary>The folder with the packages under test, which eng/pack.sh fills.</summary>
    public static string Packages { get; } = Path.Combine(Root, "artifacts", "packages");

    /// <summary>The launcher's assembly.</summary>
    public static string Launcher { get; } = Path.Combine(AppContext.BaseDirectory, "Hermit.Run.dll");

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}

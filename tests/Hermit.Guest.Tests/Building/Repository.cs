using System.Reflection;

namespace Hermit.Guest.Tests.Building;

/// <summary>Where things are.</summary>
internal static class Repository
{
    /// <summary>The repository's root folder.</summary>
    public static string Root { get; } = Path.TrimEndingDirectorySeparator(Metadata("Repository"));

    /// <summary>Where published programs are kept.</summary>
    public static string Published { get; } = Path.Combine(Root, "artifacts", "guests");

    /// <summary>The launcher's assembly, in the installed SDK package.</summary>
    public static string Launcher { get; } = Metadata("Launcher");

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}

using System.Security.Cryptography;
using System.Text;

namespace Hermit.Guest.Tests.Building;

/// <summary>A hash over everything that a published program is made from, so that unchanged ones are not made again.</summary>
internal static class InputHash
{
    /// <summary>The hash of a project's files, of what all projects share, and for an image of the packages.</summary>
    public static string Of(string projectDirectory, string runtimeIdentifier)
    {
        var files = new List<string>();
        AddFolder(files, projectDirectory);
        AddFolder(files, Path.Combine(Repository.Root, "tests", "Guest", "Common"));
        AddFiles(files, Path.Combine(Repository.Root, "tests", "Guest"), "Directory.*");
        AddFiles(files, Repository.Root, "Directory.*");
        AddFiles(files, Path.Combine(Repository.Root, "eng"), "*.sh");
        if (runtimeIdentifier.StartsWith("hermit", StringComparison.Ordinal))
            AddFiles(files, Path.Combine(Repository.Root, "artifacts", "packages"), "*.nupkg");

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(runtimeIdentifier));
        foreach (string file in files.Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetRelativePath(Repository.Root, file)));
            hash.AppendData(SHA256.HashData(File.ReadAllBytes(file)));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static void AddFolder(List<string> files, string folder)
    {
        foreach (string path in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
        {
            string[] parts = Path.GetRelativePath(folder, path).Split(Path.DirectorySeparatorChar);
            if (parts[0] is not "bin" and not "obj" && parts[^1] != "cases.json")
                files.Add(path);
        }
    }

    private static void AddFiles(List<string> files, string folder, string pattern)
    {
        if (Directory.Exists(folder))
            files.AddRange(Directory.GetFiles(folder, pattern));
    }
}

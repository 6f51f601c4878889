using Hermit.Tasks.Diagnostics;
using Hermit.Tasks.Linking;

namespace Hermit.Tasks.Images;

/// <summary>Packs the files that an image starts with.</summary>
public static class InitialFileSystem
{
    /// <summary>
    /// Makes a cpio archive of <paramref name="files"/> (target path in the image, source on disk), sorted by target path
    /// with the directories that they need. No files give no archive.
    /// </summary>
    /// <returns>The archive, or null after an error.</returns>
    public static byte[]? Pack(IEnumerable<(string Target, string Source)> files, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(diagnostics);
        var sorted = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach ((string target, string source) in files)
        {
            if (Normalize(target) is not { } path)
                diagnostics.Error(ErrorCodes.InvalidInitialFile, $"`{target}` is not a path inside the image: no `..` may be in it", source);
            else if (!sorted.TryAdd(path, source))
                diagnostics.Error(ErrorCodes.InvalidInitialFile, $"`{path}` is also the place of {sorted[path]}", source);
        }
        var writer = new CpioWriter();
        var directories = new HashSet<string>(StringComparer.Ordinal);
        foreach ((string path, string source) in sorted)
        {
            AddDirectories(writer, path, directories, sorted, diagnostics);
            if (InputFile.Read(source, diagnostics) is { } content)
                writer.AddFile(path, content);
        }
        if (diagnostics.HasErrors)
            return null;
        return sorted.Count == 0 ? [] : writer.Finish();
    }

    private static void AddDirectories(
        CpioWriter writer, string path, HashSet<string> known, SortedDictionary<string, string> files, DiagnosticBag diagnostics)
    {
        for (int slash = path.IndexOf('/', 1); slash >= 0; slash = path.IndexOf('/', slash + 1))
        {
            string directory = path[..slash];
            if (!known.Add(directory))
                continue;
            writer.AddDirectory(directory);
            if (files.TryGetValue(directory, out string? file))
                diagnostics.Error(ErrorCodes.InvalidInitialFile, $"`{directory}` is a file and, for `{path}`, a directory", file);
        }
    }

    /// <summary>Returns the path with <c>/</c>, from the application's folder or with a leading one from the root; null when it leaves either.</summary>
    private static string? Normalize(string target)
    {
        string[] parts = target.Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries);
        bool isInside = parts.Length > 0 && !parts.Contains("..") && !target.Contains('\0') && !target.Contains(':');
        string root = target.StartsWith('/') ? "/" : "";
        return isInside ? root + string.Join('/', parts.Where(part => part != ".")) : null;
    }
}

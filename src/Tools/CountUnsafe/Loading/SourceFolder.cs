namespace Hermit.CountUnsafe.Loading;

/// <summary>Finds files below a folder, without following links and without what builds leave behind.</summary>
internal static class SourceFolder
{
    private static readonly HashSet<string> Skipped = new(StringComparer.OrdinalIgnoreCase) { "bin", "obj", "node_modules", "artifacts", ".git", ".vs" };

    /// <summary>The full paths of the files with <paramref name="extension"/>, in a fixed order.</summary>
    public static IReadOnlyList<string> Find(string folder, string extension)
    {
        List<string> found = [];
        Stack<string> folders = new([folder]);
        EnumerationOptions options = new() { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.None };
        while (folders.TryPop(out string? current))
        {
            foreach (FileSystemInfo entry in new DirectoryInfo(current).EnumerateFileSystemInfos("*", options))
            {
                if (entry is DirectoryInfo)
                {
                    if (!Skipped.Contains(entry.Name) && (entry.Attributes & FileAttributes.ReparsePoint) == 0)
                    {
                        folders.Push(entry.FullName);
                    }
                }
                else if (entry.Name.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
                {
                    found.Add(entry.FullName);
                }
            }
        }

        found.Sort(StringComparer.Ordinal);
        return found;
    }
}

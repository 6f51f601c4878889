namespace Hermit.Guest.Files;

/// <summary>Path arithmetic, which asks the file system nothing but the current directory.</summary>
internal static class Paths
{
    public static GuestCase[] Cases => [new("paths", Arithmetic)];

    private static void Arithmetic()
    {
        foreach (string path in (string[])["/a/b/c.tar.gz", "relative/file", "/", "a", ".hidden", "dir/", "", "/x/../y/./z", "no.ext."])
            Console.WriteLine($"[{path}] [{Path.GetFileName(path)}] [{Path.GetDirectoryName(path)}] [{Path.GetExtension(path)}] [{Path.GetFileNameWithoutExtension(path)}] {Path.IsPathRooted(path)} {Path.HasExtension(path)}");
        Console.WriteLine($"{Path.Combine("/a", "b", "/c", "d")} {Path.Join("/a/", "/b")} {Path.ChangeExtension("x.txt", "md")} {Path.GetFullPath("../c", "/a/b")} {Path.GetFullPath("/a//b/./c/..")}");
        Console.WriteLine($"{Path.GetRelativePath("/a/b/c", "/a/d")} {Path.TrimEndingDirectorySeparator("/a/")} {Path.EndsInDirectorySeparator("a/")} {Path.GetPathRoot("/a/b")} {Path.DirectorySeparatorChar} {Path.PathSeparator}");
        Console.WriteLine(Path.GetFullPath("x") == Path.Combine(Environment.CurrentDirectory, "x"));
    }
}

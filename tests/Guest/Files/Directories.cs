namespace Hermit.Guest.Files;

/// <summary>Directories: made, listed, moved, removed; the current one; links.</summary>
internal static class Directories
{
    public static GuestCase[] Cases =>
    [
        new("directory-create", Create),
        new("directory-list", List),
        new("directory-move", Move),
        new("directory-delete", Delete),
        new("directory-current", Current),
        new("directory-temporary", Temporary),
        new("directory-links", Links),
        new("drives", Drives),
    ];

    private static void Create()
    {
        DirectoryInfo made = Directory.CreateDirectory("a/b/c");
        Console.WriteLine($"{made.Exists} {made.Name} {made.Parent!.Name} {Directory.Exists("a/b")} {Directory.CreateDirectory("a").Exists}");
        made.CreateSubdirectory("d");
        Console.WriteLine($"{Directory.Exists("a/b/c/d/")} {File.Exists("a/b")} {Directory.GetParent("a/b/c")!.Name}");
        File.WriteAllText("a/file", "");
        Attempt.Print("over a file", () => Directory.CreateDirectory("a/file"));
        Attempt.Print("under a file", () => Directory.CreateDirectory("a/file/x"));
    }

    private static void List()
    {
        Directory.CreateDirectory("list/sub/deep");
        foreach (string name in (string[])["b.txt", "a.txt", "c.log", "sub/d.txt", "sub/deep/e.txt"])
            File.WriteAllText($"list/{name}", name);
        Print(Directory.GetFileSystemEntries("list"));
        Print(Directory.GetFiles("list", "*.txt"));
        Print(Directory.GetFiles("list", "*.txt", SearchOption.AllDirectories));
        Print(Directory.GetDirectories("list", "*", new EnumerationOptions { RecurseSubdirectories = true }));
        Print(Directory.EnumerateFiles("list", "?.l*", new EnumerationOptions { MatchType = MatchType.Win32 }));
        var directory = new DirectoryInfo("list");
        Print(directory.EnumerateFileSystemInfos().Select(item => $"{item.Name}:{(item as FileInfo)?.Length}"));
        Console.WriteLine(Directory.EnumerateFileSystemEntries("list/sub/deep").Count());
    }

    private static void Print(IEnumerable<string> paths) => Console.WriteLine(string.Join(" ", paths.Order(StringComparer.Ordinal)));

    private static void Move()
    {
        Directory.CreateDirectory("from/inner");
        File.WriteAllText("from/inner/file", "moved along");
        Directory.Move("from", "to");
        Console.WriteLine($"{Directory.Exists("from")} {File.ReadAllText("to/inner/file")}");
        Attempt.Print("into itself", () => Directory.Move("to", "to/inner/to"));
        Attempt.Print("missing", () => Directory.Move("none", "other"));
        Directory.CreateDirectory("existing");
        Attempt.Print("onto another", () => Directory.Move("to", "existing"));
    }

    private static void Delete()
    {
        Directory.CreateDirectory("gone/sub");
        File.WriteAllText("gone/sub/file", "");
        Attempt.Print("not empty", () => Directory.Delete("gone"));
        Directory.Delete("gone", recursive: true);
        Console.WriteLine(Directory.Exists("gone"));
        Attempt.Print("missing", () => Directory.Delete("gone"));
        File.WriteAllText("plain", "");
        Attempt.Print("a file", () => Directory.Delete("plain"));
        Attempt.Print("directory as file", () => File.Delete(Directory.CreateDirectory("kept").FullName));
    }

    private static void Current()
    {
        string before = Directory.GetCurrentDirectory();
        Directory.CreateDirectory("place/inner");
        Directory.SetCurrentDirectory("place");
        File.WriteAllText("here", "relative");
        Console.WriteLine($"{Path.GetFileName(Environment.CurrentDirectory)} {File.Exists("../place/here")} {Directory.Exists("./inner/../inner")}");
        Directory.SetCurrentDirectory("..");
        Console.WriteLine($"{Directory.GetCurrentDirectory() == before} {File.ReadAllText("place/here")}");
        Attempt.Print("missing", () => Directory.SetCurrentDirectory("no/such"));
    }

    private static void Temporary()
    {
        DirectoryInfo temporary = Directory.CreateTempSubdirectory("guest-");
        Console.WriteLine($"{temporary.Exists} {temporary.Name.StartsWith("guest-")} {Path.GetTempPath().EndsWith('/')}");
        File.WriteAllText(Path.Combine(temporary.FullName, "file"), "x");
        temporary.Delete(recursive: true);
        Console.WriteLine(Directory.Exists(temporary.FullName));
    }

    private static void Links()
    {
        File.WriteAllText("target.txt", "through a link");
        FileSystemInfo link = File.CreateSymbolicLink("link.txt", "target.txt");
        Console.WriteLine($"{File.ReadAllText("link.txt")} {link.LinkTarget} {link.Attributes.HasFlag(FileAttributes.ReparsePoint)} {link.ResolveLinkTarget(true)!.Name}");
        File.Delete("link.txt");
        Console.WriteLine($"{File.Exists("link.txt")} {File.Exists("target.txt")}");
        File.CreateSymbolicLink("dangling", "nowhere");
        Console.WriteLine($"{File.Exists("dangling")} {new FileInfo("dangling").LinkTarget}");
        Attempt.Print("open dangling", () => File.ReadAllText("dangling"));
        Directory.CreateDirectory("real/inner");
        Directory.CreateSymbolicLink("alias", "real");
        Console.WriteLine(Directory.Exists("alias/inner"));
    }

    private static void Drives()
    {
        var root = new DriveInfo("/");
        Console.WriteLine($"{root} {root.Name} {root.RootDirectory} {root.VolumeLabel} {root.IsReady} {root.DriveType != DriveType.Unknown} {root.DriveFormat.Length > 0}");
        Console.WriteLine($"{root.TotalSize > 0} {root.AvailableFreeSpace <= root.TotalFreeSpace} {root.TotalFreeSpace <= root.TotalSize}");
        Console.WriteLine(DriveInfo.GetDrives().Any(drive => drive.Name == "/"));
        Directory.CreateDirectory("drive");
        Directory.CreateSymbolicLink("drive-link", "drive");
        Console.WriteLine(new DriveInfo("drive-link").DriveFormat.Length > 0);
        var nowhere = new DriveInfo("/no/where");
        Console.WriteLine($"{nowhere.IsReady} {nowhere.DriveType}");
        Attempt.Print("format", () => _ = nowhere.DriveFormat);
        Attempt.Print("size", () => _ = nowhere.TotalSize);
    }
}

namespace Hermit.Guest.Files;

/// <summary>What goes wrong with files, and the exception for each.</summary>
internal static class Failures
{
    public static GuestCase[] Cases => [new("errors-open", Opening), new("errors-paths", BadPaths), new("errors-closed", AfterClose)];

    private static void Opening()
    {
        Directory.CreateDirectory("dir");
        File.WriteAllText("file", "x");
        Attempt.Print("missing file", () => File.OpenRead("missing"));
        Attempt.Print("missing directory", () => File.OpenRead("missing/file"));
        Attempt.Print("directory", () => File.OpenRead("dir"));
        Attempt.Print("file as directory", () => File.OpenRead("file/inner"));
        Attempt.Print("create in missing", () => File.Create("missing/file"));
        Attempt.Print("write directory", () => File.WriteAllText("dir", "x"));
        Attempt.Print("create new over", () => new FileStream("file", FileMode.CreateNew));
        Attempt.Print("copy missing", () => File.Copy("missing", "copy"));
        Attempt.Print("move missing", () => File.Move("missing", "moved"));
        Attempt.Print("list missing", () => Directory.GetFiles("missing"));
        Attempt.Print("list file", () => Directory.GetFiles("file"));
        Attempt.Print("length of missing", () => Console.WriteLine(new FileInfo("missing").Length));
        Attempt.Print("attributes of missing", () => File.GetAttributes("missing"));
        try
        {
            File.ReadAllText("no-such-file.txt");
        }
        catch (FileNotFoundException exception)
        {
            Console.WriteLine($"{Path.GetFileName(exception.FileName)} {exception.HResult:X8} {exception.Message.Contains("no-such-file.txt")}");
        }
    }

    private static void BadPaths()
    {
        Attempt.Print("null", () => File.OpenRead(null!));
        Attempt.Print("empty", () => File.OpenRead(""));
        Attempt.Print("nul character", () => File.OpenRead("a\0b"));
        Attempt.Print("long name", () => File.WriteAllText(new string('n', 300), "x"));
        Attempt.Print("long path", () => File.WriteAllText(string.Concat(Enumerable.Repeat("d/", 3000)), "x"));
        Console.WriteLine($"{File.Exists("")} {File.Exists(null)} {Directory.Exists("a\0b")}");
        File.WriteAllText("name with spaces ünïcode 😀", "fine");
        Console.WriteLine(File.ReadAllText("name with spaces ünïcode 😀"));
        Console.WriteLine(Directory.GetFiles(".", "name*").Single());
    }

    private static void AfterClose()
    {
        var stream = new FileStream("closed", FileMode.Create);
        stream.Dispose();
        stream.Dispose();
        Attempt.Print("write", () => stream.WriteByte(1));
        Attempt.Print("seek", () => stream.Seek(0, SeekOrigin.Begin));
        Attempt.Print("length", () => Console.WriteLine(stream.Length));
        Console.WriteLine($"{stream.CanRead} {stream.SafeFileHandle.IsClosed}");
        Abandon();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Console.WriteLine(File.Exists("abandoned"));
    }

    private static void Abandon()
    {
        // Handles that nobody closes are closed by their finalizers.
        for (int i = 0; i < 50; i++)
            GC.KeepAlive(File.OpenHandle("abandoned", FileMode.OpenOrCreate));
    }
}

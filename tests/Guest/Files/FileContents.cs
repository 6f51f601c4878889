using System.Text;

namespace Hermit.Guest.Files;

/// <summary>Whole files: written, read, appended, copied, moved, deleted.</summary>
internal static class FileContents
{
    public static GuestCase[] Cases =>
    [
        new("file-text", Text),
        new("file-bytes", Bytes),
        new("file-append", Append),
        new("file-copy-move", CopyAndMove),
        new("file-delete", Delete),
        new("file-large", Large),
        new("file-many", Many),
        new("file-info", Information),
        new("file-async", () => Asynchronously().GetAwaiter().GetResult()),
        new("file-replace", Overwrite),
    ];

    private static void Text()
    {
        File.WriteAllText("text.txt", "one\ntwo\ngrüße\n");
        Console.WriteLine(File.ReadAllText("text.txt").Length);
        Console.WriteLine(string.Join("|", File.ReadAllLines("text.txt")));
        File.WriteAllLines("lines.txt", ["a", "b", "c"]);
        Console.WriteLine(File.ReadAllText("lines.txt").Length);
        File.WriteAllText("wide.txt", "wide", Encoding.Unicode);
        Console.WriteLine($"{Convert.ToHexString(File.ReadAllBytes("wide.txt"))} {File.ReadAllText("wide.txt")}");
    }

    private static void Bytes()
    {
        byte[] bytes = new byte[10_000];
        new Random(1).NextBytes(bytes);
        File.WriteAllBytes("bytes.bin", bytes);
        Console.WriteLine(File.ReadAllBytes("bytes.bin").AsSpan().SequenceEqual(bytes));
        File.WriteAllBytes("bytes.bin", [1, 2, 3]);
        Console.WriteLine(new FileInfo("bytes.bin").Length);
        File.WriteAllBytes("none.bin", []);
        Console.WriteLine(File.ReadAllBytes("none.bin").Length);
    }

    private static void Append()
    {
        for (int i = 0; i < 100; i++)
            File.AppendAllText("log.txt", $"line {i}\n");
        File.AppendAllBytes("log.txt", "raw\n"u8.ToArray());
        using (StreamWriter writer = File.AppendText("log.txt"))
            writer.Write("end");
        string[] lines = File.ReadAllLines("log.txt");
        Console.WriteLine($"{lines.Length} {lines[99]} {lines[^1]}");
    }

    private static void CopyAndMove()
    {
        File.WriteAllText("source.txt", "contents");
        File.Copy("source.txt", "copy.txt");
        Attempt.Print("copy over", () => File.Copy("source.txt", "copy.txt"));
        File.Move("copy.txt", "moved.txt");
        Console.WriteLine($"{File.Exists("copy.txt")} {File.Exists("moved.txt")} {File.ReadAllText("moved.txt")}");
        File.WriteAllText("other.txt", "other");
        Attempt.Print("move over", () => File.Move("moved.txt", "other.txt"));
        File.Move("moved.txt", "other.txt", overwrite: true);
        Console.WriteLine($"{File.ReadAllText("other.txt")} {File.Exists("moved.txt")}");
    }

    private static void Delete()
    {
        File.WriteAllText("doomed.txt", "x");
        using (FileStream open = File.OpenRead("doomed.txt"))
        {
            File.Delete("doomed.txt");
            Console.WriteLine($"{File.Exists("doomed.txt")} {open.ReadByte()}");
        }

        File.Delete("doomed.txt");
        Console.WriteLine("deleting what is not there is no error");
        File.WriteAllText("doomed.txt", "again");
        Console.WriteLine(File.ReadAllText("doomed.txt"));
    }

    private static void Large()
    {
        byte[] block = new byte[64 * 1024];
        using (FileStream stream = File.Create("large.bin"))
        {
            for (int i = 0; i < 64; i++)
            {
                block.AsSpan().Fill((byte)i);
                stream.Write(block);
            }
        }

        using FileStream read = File.OpenRead("large.bin");
        long sum = 0;
        int count;
        while ((count = read.Read(block, 0, 50_000)) > 0)
            for (int i = 0; i < count; i++)
                sum += block[i];
        Console.WriteLine($"{read.Length} {sum}");
    }

    private static void Many()
    {
        Directory.CreateDirectory("many");
        for (int i = 0; i < 300; i++)
            File.WriteAllText($"many/file{i:D3}", new string('x', i));
        long total = Directory.EnumerateFiles("many").Sum(path => new FileInfo(path).Length);
        for (int i = 0; i < 300; i += 2)
            File.Delete($"many/file{i:D3}");
        Console.WriteLine($"{total} {Directory.GetFiles("many").Length} {Directory.GetFiles("many", "*1").Length}");
        Directory.Delete("many", recursive: true);
        Console.WriteLine(Directory.Exists("many"));
    }

    private static void Information()
    {
        DateTime before = DateTime.UtcNow.AddSeconds(-3);
        File.WriteAllText("info.txt", "12345");
        var info = new FileInfo("info.txt");
        Console.WriteLine($"{info.Exists} {info.Length} {info.Name} {info.Extension} {info.IsReadOnly} {info.Attributes.HasFlag(FileAttributes.Directory)}");
        Console.WriteLine(info.LastWriteTimeUtc >= before && info.LastWriteTimeUtc <= DateTime.UtcNow.AddSeconds(3));
        var stamp = new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc("info.txt", stamp);
        Console.WriteLine(File.GetLastWriteTimeUtc("info.txt") == stamp);
        Console.WriteLine($"{Path.GetFileName(info.FullName)} {info.DirectoryName!.Length > 0} {new FileInfo("none").Exists}");
        Console.WriteLine(info.UnixFileMode.HasFlag(UnixFileMode.UserRead));
    }

    private static async Task Asynchronously()
    {
        await File.WriteAllTextAsync("async.txt", string.Concat(Enumerable.Repeat("asynchronous ", 1000)));
        string text = await File.ReadAllTextAsync("async.txt");
        Console.WriteLine(text.Length);
        await using var stream = new FileStream("async.txt", FileMode.Open, FileAccess.ReadWrite, FileShare.None, 4096, useAsync: true);
        byte[] buffer = new byte[100];
        Console.WriteLine(await stream.ReadAsync(buffer));
        stream.Position = 5000;
        await stream.WriteAsync("INSERTED"u8.ToArray());
        await stream.FlushAsync();
        stream.Position = 5000;
        await stream.ReadExactlyAsync(buffer.AsMemory(0, 8));
        Console.WriteLine(Encoding.ASCII.GetString(buffer, 0, 8));
    }

    private static void Overwrite()
    {
        File.WriteAllText("current", "new");
        File.WriteAllText("previous", "old");
        File.Replace("current", "previous", "backup");
        Console.WriteLine($"{File.Exists("current")} {File.ReadAllText("previous")} {File.ReadAllText("backup")}");
    }
}

using System.Text;
using System.Text.Json;

namespace Hermit.Guest.Files;

/// <summary>The project's content files, which an image carries as its initial file system.</summary>
internal static class ContentFiles
{
    private static readonly string s_content = Path.Combine(AppContext.BaseDirectory, "content");

    public static GuestCase[] Cases => [new("content-read", Read), new("content-enumerate", Enumerate), new("content-binary", Binary), new("content-change", Change)];

    private static void Read()
    {
        Console.Write(File.ReadAllText(Path.Combine(s_content, "greeting.txt")));
        foreach (string line in File.ReadLines(Path.Combine(s_content, "greeting.txt"), Encoding.UTF8))
            Console.WriteLine(line.Length);
        using JsonDocument settings = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(s_content, "nested/settings.json")));
        Console.WriteLine(settings.RootElement.GetProperty("value").GetInt32());
        Console.WriteLine($"{File.Exists(Path.Combine(s_content, "missing.txt"))} {new FileInfo(Path.Combine(s_content, "empty.txt")).Length}");
    }

    private static void Enumerate()
    {
        foreach (string path in Directory.GetFiles(s_content, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            Console.WriteLine($"{Path.GetRelativePath(s_content, path)} {new FileInfo(path).Length}");
        foreach (string path in Directory.GetDirectories(s_content, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            Console.WriteLine(Path.GetRelativePath(s_content, path));
    }

    private static void Binary()
    {
        byte[] bytes = File.ReadAllBytes(Path.Combine(s_content, "nested", "deeper", "bytes.bin"));
        int wrong = 0;
        for (int i = 0; i < bytes.Length; i++)
            wrong += bytes[i] == (byte)((i * 7) + (i / 256)) ? 0 : 1;
        Console.WriteLine($"{bytes.Length} {wrong}");
        using FileStream stream = File.OpenRead(Path.Combine(s_content, "nested/deeper/bytes.bin"));
        stream.Seek(-5, SeekOrigin.End);
        Console.WriteLine($"{stream.ReadByte()} {stream.Position} {stream.CanWrite}");
    }

    private static void Change()
    {
        string copy = "copy-of-greeting.txt";
        File.Copy(Path.Combine(s_content, "greeting.txt"), copy, overwrite: true);
        File.AppendAllText(copy, "appended\n");
        Console.Write(File.ReadAllText(copy));
        Console.WriteLine(new FileInfo(Path.Combine(s_content, "greeting.txt")).Length);
        File.Delete(copy);
    }
}

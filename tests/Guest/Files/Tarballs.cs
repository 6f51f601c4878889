using System.Formats.Tar;

namespace Hermit.Guest.Files;

/// <summary>Archives of System.Formats.Tar: written from files and entries, read back, extracted.</summary>
internal static class Tarballs
{
    public static GuestCase[] Cases =>
    [
        new("tar-entries", Entries),
        new("tar-files", FromFiles),
        new("tar-errors", Refuse),
    ];

    private static void Entries()
    {
        var stream = new MemoryStream();
        using (var writer = new TarWriter(stream, TarEntryFormat.Pax, leaveOpen: true))
        {
            writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "grüße/text.txt")
            {
                DataStream = new MemoryStream("some text"u8.ToArray()),
                ModificationTime = DateTimeOffset.UnixEpoch.AddSeconds(1_700_000_000),
                Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
            writer.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "link") { LinkName = "grüße/text.txt" });
            writer.WriteEntry(new PaxTarEntry(TarEntryType.Directory, "empty/"));
        }

        stream.Position = 0;
        using var reader = new TarReader(stream);
        while (reader.GetNextEntry(copyData: true) is { } entry)
        {
            string text = entry.DataStream is null ? "" : new StreamReader(entry.DataStream).ReadToEnd();
            Console.WriteLine($"{entry.EntryType} {entry.Name} {entry.Length} {entry.LinkName} {entry.Mode} {text} {(entry.Name.StartsWith('g') ? entry.ModificationTime.ToUnixTimeSeconds() : 0)}");
        }
    }

    private static void FromFiles()
    {
        string source = Directory.CreateTempSubdirectory().FullName;
        string target = Directory.CreateTempSubdirectory().FullName;
        Directory.CreateDirectory(Path.Combine(source, "folder"));
        File.WriteAllText(Path.Combine(source, "folder", "one.txt"), "one");
        File.WriteAllBytes(Path.Combine(source, "two.bin"), new byte[3_000]);
        File.SetUnixFileMode(Path.Combine(source, "two.bin"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        File.CreateSymbolicLink(Path.Combine(source, "three"), "two.bin");

        string archive = Path.Combine(target, "all.tar");
        TarFile.CreateFromDirectory(source, archive, includeBaseDirectory: false);
        using (FileStream stream = File.OpenRead(archive))
        using (var reader = new TarReader(stream))
        {
            var entries = new List<string>();
            while (reader.GetNextEntry() is { } entry)
                entries.Add($"{entry.Name} {entry.EntryType} {entry.Length} {(entry.EntryType == TarEntryType.RegularFile ? entry.Mode : 0)}");
            entries.Sort(StringComparer.Ordinal);
            entries.ForEach(Console.WriteLine);
        }

        string extracted = Path.Combine(target, "extracted");
        Directory.CreateDirectory(extracted);
        TarFile.ExtractToDirectory(archive, extracted, overwriteFiles: false);
        Console.WriteLine($"{File.ReadAllText(Path.Combine(extracted, "folder", "one.txt"))} {new FileInfo(Path.Combine(extracted, "two.bin")).Length} {new FileInfo(Path.Combine(extracted, "three")).LinkTarget} {File.GetUnixFileMode(Path.Combine(extracted, "two.bin"))}");
        Directory.Delete(source, recursive: true);
        Directory.Delete(target, recursive: true);
    }

    private static void Refuse()
    {
        Attempt.Print("no archive", () => new TarReader(new MemoryStream(Enumerable.Repeat((byte)'x', 1024).ToArray())).GetNextEntry());
        Attempt.Print("cut", () => new TarReader(new MemoryStream(new byte[100])).GetNextEntry());
        Attempt.Print("no folder", () => TarFile.CreateFromDirectory("/no/such/folder", new MemoryStream(), includeBaseDirectory: true));
    }
}

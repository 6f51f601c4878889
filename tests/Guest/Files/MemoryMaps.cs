using System.IO.MemoryMappedFiles;

namespace Hermit.Guest.Files;

/// <summary>Files as memory: shared, read only, copied on write, without a file, larger than the file.</summary>
internal static class MemoryMaps
{
    public static GuestCase[] Cases =>
    [
        new("map-shared", Share),
        new("map-read-only", ReadOnly),
        new("map-copy-on-write", CopyOnWrite),
        new("map-no-file", WithoutFile),
        new("map-grow", Grow),
        new("map-outlives", Outlive),
        new("map-large", Fill),
    ];

    private static void Share()
    {
        using var file = new Scratch(10_000);
        using var map = MemoryMappedFile.CreateFromFile(file.Path, FileMode.Open);
        using MemoryMappedViewAccessor first = map.CreateViewAccessor();
        using MemoryMappedViewAccessor second = map.CreateViewAccessor(4096, 4096);
        first.Write(5000, 0x1122334455667788);
        Console.WriteLine($"{second.ReadInt64(904):x}");
        second.Write(0, (byte)77);
        Console.WriteLine(first.ReadByte(4096));
        first.Flush();
        byte[] content = File.ReadAllBytes(file.Path);
        Console.WriteLine($"{content.Length} {content[4096]} {BitConverter.ToInt64(content, 5000):x} {content[^1]}");

        using (FileStream stream = File.Open(file.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            stream.Position = 9_999;
            stream.WriteByte(200);
        }

        Console.WriteLine(first.ReadByte(9_999));
    }

    private static void ReadOnly()
    {
        using var file = new Scratch(5_000);
        using var map = MemoryMappedFile.CreateFromFile(file.Path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        using MemoryMappedViewAccessor view = map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        Console.WriteLine($"{view.Capacity} {view.CanWrite} {view.ReadByte(4_999)} {view.ReadInt32(4_094):x}");
        Attempt.Print("write", () => view.Write(0, 1));
        Attempt.Print("view to write", () => map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.ReadWrite));
        Attempt.Print("behind the end", () => view.ReadByte(view.Capacity));
        using MemoryMappedViewStream stream = map.CreateViewStream(100, 50, MemoryMappedFileAccess.Read);
        Console.WriteLine($"{stream.Length} {stream.ReadByte()}");
    }

    private static void CopyOnWrite()
    {
        using var file = new Scratch(5_000);
        using var map = MemoryMappedFile.CreateFromFile(file.Path, FileMode.Open, null, 0, MemoryMappedFileAccess.CopyOnWrite);
        using MemoryMappedViewAccessor view = map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.CopyOnWrite);
        byte before = view.ReadByte(10);
        view.Write(10, (byte)255);
        Console.WriteLine($"{before} {view.ReadByte(10)} {File.ReadAllBytes(file.Path)[10]}");
    }

    private static void WithoutFile()
    {
        using var map = MemoryMappedFile.CreateNew(null, 100_000);
        using MemoryMappedViewAccessor first = map.CreateViewAccessor();
        using MemoryMappedViewAccessor second = map.CreateViewAccessor(65_536, 100);
        Console.WriteLine($"{first.ReadInt64(0)} {first.Capacity >= 100_000}");
        first.Write(65_536, 1234.5);
        Console.WriteLine(second.ReadDouble(0));
        Attempt.Print("named", () => MemoryMappedFile.CreateNew("name", 10));
        Attempt.Print("empty", () => MemoryMappedFile.CreateNew(null, 0));
    }

    private static void Grow()
    {
        using var file = new Scratch(10);
        using (var map = MemoryMappedFile.CreateFromFile(file.Path, FileMode.Open, null, 20_000))
        using (MemoryMappedViewAccessor view = map.CreateViewAccessor())
        {
            view.Write(19_000, 42);
        }

        byte[] content = File.ReadAllBytes(file.Path);
        Console.WriteLine($"{content.Length} {content[9]} {content[10]} {content[19_000]}");
        Attempt.Print("smaller than the file", () => MemoryMappedFile.CreateFromFile(file.Path, FileMode.Open, null, 5));
    }

    private static void Outlive()
    {
        using var file = new Scratch(4_096);
        var map = MemoryMappedFile.CreateFromFile(file.Path, FileMode.Open);
        MemoryMappedViewAccessor view = map.CreateViewAccessor();
        File.Delete(file.Path);
        map.Dispose();
        view.Write(100, 7);
        Console.WriteLine($"{File.Exists(file.Path)} {view.ReadInt32(100)}");
        view.Dispose();

        // Cut while it is shown, then shown no more, then grown again: what was cut off is zeros.
        File.WriteAllBytes(file.Path, Scratch.Pattern(12_288));
        using (FileStream stream = File.Open(file.Path, FileMode.Open, FileAccess.ReadWrite))
        {
            using (var again = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: true))
            using (MemoryMappedViewAccessor shown = again.CreateViewAccessor())
            {
                stream.SetLength(5_000);
                Console.WriteLine($"{shown.ReadByte(4_999)} {shown.ReadByte(5_000)}");
            }

            stream.SetLength(12_288);
        }

        byte[] content = File.ReadAllBytes(file.Path);
        Console.WriteLine($"{content[4_999]} {content[5_000]} {content.AsSpan(5_000).IndexOfAnyExcept((byte)0)}");
    }

    private static void Fill()
    {
        const int Bytes = 8 << 20;
        using var file = new Scratch(0);
        for (int round = 0; round < 5; round++)
        {
            using var map = MemoryMappedFile.CreateFromFile(file.Path, FileMode.OpenOrCreate, null, Bytes);
            using MemoryMappedViewAccessor view = map.CreateViewAccessor();
            for (int position = round; position < Bytes; position += 4_096)
                view.Write(position, (byte)(round + 1));
        }

        byte[] content = File.ReadAllBytes(file.Path);
        Console.WriteLine($"{content.Length} {content.Count(value => value != 0)} {content.Sum(value => (long)value)}");
    }

    /// <summary>A file with a pattern in it that goes away.</summary>
    private sealed class Scratch : IDisposable
    {
        public Scratch(int bytes) => File.WriteAllBytes(Path, Pattern(bytes));

        public string Path { get; } = System.IO.Path.GetTempFileName();

        public static byte[] Pattern(int bytes) => [.. Enumerable.Range(0, bytes).Select(i => (byte)((i * 7) + (i >> 8) + 1))];

        public void Dispose() => File.Delete(Path);
    }
}

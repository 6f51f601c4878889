using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Hermit.Guest.Files;

/// <summary>File streams and handles: modes, seeking, truncation, positioned access.</summary>
internal static class Streams
{
    public static GuestCase[] Cases =>
    [
        new("stream-modes", Modes),
        new("stream-seek", Seek),
        new("stream-truncate", Truncate),
        new("stream-sparse", Sparse),
        new("stream-shared", SharedByTwo),
        new("stream-random-access", PositionedAccess),
        new("stream-text", TextOnTop),
        new("stream-delete-on-close", DeleteOnClose),
        new("stream-threads", FromThreads),
        new("stream-devices", Devices),
    ];

    private static void Modes()
    {
        const string Name = "modes.txt";
        foreach (FileMode mode in (FileMode[])[FileMode.Open, FileMode.Truncate, FileMode.OpenOrCreate, FileMode.CreateNew, FileMode.Open, FileMode.Append, FileMode.Create])
        {
            try
            {
                using FileStream stream = mode == FileMode.Append ? new FileStream(Name, mode, FileAccess.Write) : new FileStream(Name, mode);
                Console.WriteLine($"{mode}: length {stream.Length} position {stream.Position} read {stream.CanRead} write {stream.CanWrite}");
                stream.Write("abc"u8);
            }
            catch (IOException exception)
            {
                Console.WriteLine($"{mode}: {exception.GetType().Name}");
            }
        }
    }

    private static void Seek()
    {
        using var stream = new FileStream("seek.bin", FileMode.Create, FileAccess.ReadWrite);
        stream.Write("0123456789"u8);
        stream.Seek(3, SeekOrigin.Begin);
        Console.Write((char)stream.ReadByte());
        stream.Seek(2, SeekOrigin.Current);
        Console.Write((char)stream.ReadByte());
        stream.Seek(-1, SeekOrigin.End);
        Console.Write((char)stream.ReadByte());
        stream.Position = 5;
        stream.WriteByte((byte)'X');
        stream.Position = 0;
        Console.WriteLine(" " + new StreamReader(stream).ReadToEnd());
        Attempt.Print("before the start", () => stream.Seek(-100, SeekOrigin.Begin));
        Console.WriteLine(stream.Seek(100, SeekOrigin.Begin));
        Console.WriteLine(stream.ReadByte());
    }

    private static void Truncate()
    {
        using var stream = new FileStream("length.bin", FileMode.Create, FileAccess.ReadWrite);
        stream.Write(new byte[1000]);
        stream.SetLength(10);
        Console.WriteLine($"{stream.Length} {stream.Position}");
        stream.SetLength(5000);
        stream.Position = 4999;
        Console.WriteLine($"{stream.ReadByte()} {stream.ReadByte()} {stream.Length}");
    }

    private static void Sparse()
    {
        using var stream = new FileStream("sparse.bin", FileMode.Create, FileAccess.ReadWrite);
        stream.Position = 100_000;
        stream.WriteByte(7);
        stream.Position = 50_000;
        Console.WriteLine($"{stream.ReadByte()} {stream.Length}");
        stream.Position = 100_000;
        Console.WriteLine(stream.ReadByte());
    }

    private static void SharedByTwo()
    {
        using var writer = new FileStream("shared.txt", FileMode.Create, FileAccess.Write, FileShare.ReadWrite);
        using var reader = new FileStream("shared.txt", FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        writer.Write("first"u8);
        writer.Flush();
        Span<byte> buffer = stackalloc byte[32];
        Console.WriteLine(Encoding.ASCII.GetString(buffer[..reader.Read(buffer)]));
        writer.Write(" second"u8);
        writer.Flush();
        Console.WriteLine(Encoding.ASCII.GetString(buffer[..reader.Read(buffer)]));
        Console.WriteLine(reader.Read(buffer));
        Attempt.Print("write to a reader", () => reader.WriteByte(1));
        Attempt.Print("read from a writer", () => writer.ReadByte());
    }

    private static void PositionedAccess()
    {
        using SafeFileHandle handle = File.OpenHandle("positioned.bin", FileMode.Create, FileAccess.ReadWrite);
        RandomAccess.Write(handle, "middle"u8, 10);
        RandomAccess.Write(handle, "start"u8, 0);
        Span<byte> buffer = stackalloc byte[20];
        int read = RandomAccess.Read(handle, buffer, 0);
        Console.WriteLine($"{read} {Encoding.ASCII.GetString(buffer[..read]).Replace('\0', '.')} {RandomAccess.GetLength(handle)}");
        RandomAccess.SetLength(handle, 12);
        Console.WriteLine($"{RandomAccess.Read(handle, buffer, 10)} {RandomAccess.Read(handle, buffer, 12)}");
        RandomAccess.Write(handle, [new byte[] { 65, 66 }, new byte[] { 67 }], 0);
        Console.WriteLine(RandomAccess.Read(handle, [new byte[2], new byte[100]], 0));
    }

    private static void TextOnTop()
    {
        using (var writer = new StreamWriter("text.txt", append: false, Encoding.UTF8))
            for (int i = 0; i < 2000; i++)
                writer.WriteLine($"{i}: {new string('ü', i % 5)}");
        using var reader = new StreamReader("text.txt");
        int lines = 0, characters = 0;
        while (reader.ReadLine() is { } line)
        {
            lines++;
            characters += line.Length;
        }

        Console.WriteLine($"{lines} {characters} {new FileInfo("text.txt").Length}");
    }

    private static void DeleteOnClose()
    {
        using (var stream = new FileStream("temporary", FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose))
            stream.WriteByte(1);
        Console.WriteLine(File.Exists("temporary"));
        string path = Path.GetTempFileName();
        Console.WriteLine($"{File.Exists(path)} {new FileInfo(path).Length}");
        File.Delete(path);
        string random = Path.GetRandomFileName();
        Console.WriteLine(random.Length);
    }

    private static void FromThreads()
    {
        Parallel.For(0, 4, index =>
        {
            for (int i = 0; i < 20; i++)
            {
                File.WriteAllText($"thread{index}.txt", $"{index} {i}");
                File.AppendAllText($"thread{index}.txt", "!");
            }
        });
        for (int i = 0; i < 4; i++)
            Console.WriteLine(File.ReadAllText($"thread{i}.txt"));
    }

    private static void Devices()
    {
        File.WriteAllText("/dev/null", "into the void");
        Console.WriteLine(File.ReadAllText("/dev/null").Length);
        using FileStream zero = File.OpenRead("/dev/zero");
        byte[] buffer = [1, 2, 3];
        zero.ReadExactly(buffer);
        Console.WriteLine(string.Join(",", buffer));
    }
}

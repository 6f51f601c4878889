using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Text;

namespace Hermit.Guest.Libraries;

/// <summary>Streams over memory, readers and writers on top.</summary>
internal static class MemoryStreams
{
    public static GuestCase[] Cases => [new("memory-stream", Memory), new("binary-reader", Binary), new("text-reader", TextReaders), new("binary-primitives", Primitives), new("buffered-stream", Buffered)];

    private static void Memory()
    {
        using var stream = new MemoryStream();
        stream.Write("hello world"u8);
        stream.Position = 6;
        stream.WriteByte((byte)'W');
        stream.Seek(-3, SeekOrigin.End);
        Span<byte> tail = stackalloc byte[10];
        int read = stream.Read(tail);
        stream.SetLength(20);
        Console.WriteLine($"{read} {Encoding.ASCII.GetString(stream.ToArray()[..11])} {stream.Length} {stream.Capacity >= 20} {stream.ReadByte()}");
        stream.Dispose();
        Attempt.Print("disposed", () => stream.WriteByte(1));
        Attempt.Print("fixed", () => new MemoryStream(new byte[2]).Write("abc"u8));
    }

    private static void Binary()
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(0x12345678);
            writer.Write(1.5);
            writer.Write("prefixed ü");
            writer.Write(true);
            writer.Write(9.99m);
            writer.Write7BitEncodedInt(300);
            writer.Write('é');
        }

        Console.WriteLine(Convert.ToHexString(stream.ToArray()));
        stream.Position = 0;
        using var reader = new BinaryReader(stream);
        Console.WriteLine($"{reader.ReadInt32():X} {reader.ReadDouble()} {reader.ReadString()} {reader.ReadBoolean()} {reader.ReadDecimal()} {reader.Read7BitEncodedInt()} {reader.ReadChar()} {reader.PeekChar()}");
        Attempt.Print("past the end", () => reader.ReadInt32());
    }

    private static void TextReaders()
    {
        byte[] bytes = [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes("first ü\r\nsecond\n\nlast")];
        using var reader = new StreamReader(new MemoryStream(bytes), bufferSize: 128);
        while (reader.ReadLine() is { } line)
            Console.WriteLine($"[{line}]");
        using var all = new StreamReader(new MemoryStream(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("wide")).ToArray()), detectEncodingFromByteOrderMarks: true);
        Console.WriteLine($"{all.ReadToEnd()} {all.CurrentEncoding.WebName}");
        using var output = new MemoryStream();
        using (var writer = new StreamWriter(output, new UTF8Encoding(true), 16))
            for (int i = 0; i < 50; i++)
                writer.Write($"{i};");
        Console.WriteLine(output.ToArray().Length);
    }

    private static void Primitives()
    {
        Span<byte> buffer = stackalloc byte[16];
        BinaryPrimitives.WriteInt32BigEndian(buffer, 0x01020304);
        BinaryPrimitives.WriteDoubleLittleEndian(buffer[4..], -2.5);
        BinaryPrimitives.WriteUInt16LittleEndian(buffer[12..], 0xBEEF);
        Console.WriteLine($"{Convert.ToHexString(buffer)} {BinaryPrimitives.ReadInt32LittleEndian(buffer):X} {BinaryPrimitives.ReadUInt16BigEndian(buffer[12..]):X}");
    }

    private static void Buffered()
    {
        using var inner = new MemoryStream();
        using (var buffered = new BufferedStream(inner, 16))
        {
            for (int i = 0; i < 100; i++)
                buffered.WriteByte((byte)i);
            buffered.Seek(50, SeekOrigin.Begin);
            Console.WriteLine(buffered.ReadByte());
        }

        var pipe = new Pipe();
        pipe.Writer.AsStream().Write("through a pipe"u8);
        pipe.Writer.Complete();
        Console.WriteLine(new StreamReader(pipe.Reader.AsStream()).ReadToEnd());
    }
}

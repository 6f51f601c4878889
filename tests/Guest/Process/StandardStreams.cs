using System.Text;

namespace Hermit.Guest.Process;

/// <summary>Standard input, output and error as a program uses them.</summary>
internal static class StandardStreams
{
    public static GuestCase[] Cases =>
    [
        new("stdin-echo", EchoLines),
        new("stdin-bytes", CountBytes),
        new("stdin-to-end", ReadToEnd),
        new("stdin-empty", FindNothing),
        new("stdin-end-wakes-all", EndWakesAll),
        new("stdout-stderr", WriteToBoth),
        new("stdout-bytes", WriteEveryByte),
        new("stdout-large", WriteMuch),
        new("stdout-buffered", WriteBuffered),
        new("stdout-utf8", WriteUnicode),
        new("stdout-redirect", RedirectInProcess),
    ];

    private static int EchoLines(string[] args)
    {
        int lines = 0;
        while (Console.ReadLine() is { } line && line != "end")
        {
            lines++;
            Console.WriteLine($"{lines}: <{line}> {line.Length}");
        }

        return lines;
    }

    private static void CountBytes()
    {
        using Stream input = Console.OpenStandardInput();
        var buffer = new byte[16];
        int total = 0, sum = 0;
        bool ended = false;
        while (!ended && input.Read(buffer) is int count and > 0)
        {
            foreach (byte value in buffer.AsSpan(0, count))
            {
                ended |= value == (byte)'!';
                total++;
                sum += value;
            }
        }

        Console.WriteLine($"{total} bytes, sum {sum}");
    }

    private static void ReadToEnd()
    {
        string text = Console.In.ReadToEnd();
        Console.WriteLine($"{text.Length} characters in {text.Split('\n').Length} lines, nothing after: {Console.Read()}");
    }

    private static void EndWakesAll()
    {
        var counts = new int[3];
        var readers = new Thread[counts.Length];
        for (int i = 0; i < readers.Length; i++)
        {
            int self = i;
            readers[i] = new Thread(() =>
            {
                using Stream input = Console.OpenStandardInput();
                counts[self] = input.Read(new byte[8]);
            });
            readers[i].Start();
        }

        foreach (Thread reader in readers)
            reader.Join();
        Console.WriteLine(string.Join(' ', counts));
    }

    private static void FindNothing() => Console.WriteLine($"{Console.ReadLine() ?? "null"} {Console.Read()} {Console.In.ReadToEnd().Length}");

    private static void WriteToBoth()
    {
        for (int i = 0; i < 5; i++)
        {
            Console.Out.WriteLine($"out {i}");
            Console.Error.WriteLine($"err {i}");
        }

        Console.Write("no newline at the end");
        Console.Error.Write("nor here");
    }

    private static void WriteEveryByte()
    {
        var bytes = new byte[256];
        for (int i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)i;
        using Stream output = Console.OpenStandardOutput();
        output.Write(bytes);
        output.Write([]);
        output.WriteByte((byte)'\n');
        output.Flush();
    }

    private static void WriteMuch()
    {
        using Stream output = Console.OpenStandardOutput();
        var text = new StringBuilder();
        for (int i = 0; i < 3000; i++)
            text.Append(i).Append(' ').Append('x', i % 40).Append('\n');
        output.Write(Encoding.ASCII.GetBytes(text.ToString()));
    }

    private static void WriteBuffered()
    {
        using var writer = new StreamWriter(Console.OpenStandardOutput(), bufferSize: 256) { AutoFlush = false };
        for (int i = 0; i < 100; i++)
            writer.Write($"{i},");
        writer.WriteLine("last");
    }

    private static void WriteUnicode()
    {
        Console.WriteLine("Grüße, Καλημέρα, Привет, こんにちは, 👋🏽");
        Console.WriteLine(Console.OutputEncoding.WebName);
        Console.WriteLine(char.ConvertFromUtf32(0x1F680));
        Console.WriteLine("unpaired: " + '\uD800' + ".");
    }

    private static void RedirectInProcess()
    {
        TextWriter original = Console.Out;
        using var captured = new StringWriter();
        Console.SetOut(captured);
        Console.Write("captured {0:X}", 255);
        Console.SetOut(original);
        Console.SetIn(new StringReader("from a string\n"));
        Console.WriteLine($"[{captured}] [{Console.ReadLine()}] [{Console.ReadLine() ?? "null"}]");
        Console.WriteLine($"{Console.IsOutputRedirected} {Console.IsErrorRedirected}");
    }
}

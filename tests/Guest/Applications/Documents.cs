using System.Text;
using ICSharpCode.SharpZipLib.BZip2;
using ICSharpCode.SharpZipLib.Checksum;
using ICSharpCode.SharpZipLib.GZip;
using ICSharpCode.SharpZipLib.Zip;
using Markdig;
using Markdig.Syntax;
using Scriban;
using Scriban.Runtime;

namespace Hermit.Guest.Applications;

/// <summary>Markdown by Markdig, templates by Scriban, archives by SharpZipLib.</summary>
internal static class Documents
{
    private static readonly string s_text = string.Concat(Enumerable.Range(0, 2000).Select(i => $"line {i * i % 97}\n"));

    public static GuestCase[] Cases =>
    [
        new("markdig", Page),
        new("scriban", Templates),
        new("sharpziplib-streams", Streams),
        new("sharpziplib-zip", Archives),
    ];

    private static void Page()
    {
        const string Text = """
            # Title {#top}

            A *word*, `code`, <b>html</b> and https://example.com/?a=1&b=2. :smile:[^1]

            | left | right |
            |:-----|------:|
            | 1    | 2     |

            - [x] done
            - [ ] not done
              1. nested

            ```csharp
            int x = 1 < 2 ? 3 : 4;
            ```

            [^1]: A note.
            """;
        MarkdownPipeline pipeline = new MarkdownPipelineBuilder().UseAdvancedExtensions().UseEmojiAndSmiley().Build();
        Console.Write(Markdown.ToHtml(Text, pipeline));
        Console.Write(Markdown.ToHtml(Text));
        Console.Write(Markdown.ToPlainText(Text, pipeline));
        foreach (MarkdownObject node in Markdown.Parse(Text, pipeline).Descendants().Where(node => node is Block))
            Console.WriteLine($"{node.GetType().Name} {node.Line}:{node.Column} {node.Span}");
    }

    private static void Templates()
    {
        var model = new ScriptObject
        {
            ["name"] = "Ada",
            ["numbers"] = new ScriptArray { 3, 1, 2 },
            ["twice"] = DelegateCustomFunction.CreateFunc((int value) => value * 2),
        };
        var context = new TemplateContext();
        context.PushGlobal(model);
        Template template = Template.Parse("""
            {{ func greet(who) }}Hello {{ who | string.upcase }}!{{ end -}}
            {{ greet name }}
            {{ for n in numbers | array.sort }}{{ for.index }}={{ n | math.format "0.0" }}{{ if !for.last }}, {{ end }}{{ end }}
            {{ twice 21 }} {{ 'ab' | string.size }} {{ "a-b" | regex.replace "-" "+" }}
            {{ case numbers.size }}{{ when 3 }}three{{ else }}other{{ end }} {{ missing ?? "nothing" }}
            """);
        Console.WriteLine(template.Render(context));
        foreach (var message in Template.Parse("{{ if }} {{ 1 +").Messages)
            Console.WriteLine(message);
        Attempt.PrintMessage("no function", () => Template.Parse("{{ name | shout }}").Render(context));
    }

    private static void Streams()
    {
        foreach ((string name, Func<Stream, Stream> write, Func<Stream, Stream> read) in (ReadOnlySpan<(string, Func<Stream, Stream>, Func<Stream, Stream>)>)
        [
            ("gzip", stream => new GZipOutputStream(stream) { ModifiedTime = DateTime.UnixEpoch, IsStreamOwner = false }, stream => new GZipInputStream(stream)),
            ("bzip2", stream => new BZip2OutputStream(stream) { IsStreamOwner = false }, stream => new BZip2InputStream(stream)),
        ])
        {
            var packed = new MemoryStream();
            using (Stream stream = write(packed))
                stream.Write(Encoding.UTF8.GetBytes(s_text));
            packed.Position = 0;
            using var reader = new StreamReader(read(packed));
            var sum = new Crc32();
            sum.Update(packed.ToArray());
            Console.WriteLine($"{name} {packed.Length} {sum.Value:x8} {reader.ReadToEnd() == s_text}");
        }
    }

    private static void Archives()
    {
        var packed = new MemoryStream();
        using (var zip = new ZipOutputStream(packed) { IsStreamOwner = false })
        {
            foreach (string name in (string[])["a.txt", "folder/b.txt"])
            {
                zip.PutNextEntry(new ZipEntry(name) { DateTime = new DateTime(2024, 5, 6, 7, 8, 10), Comment = name });
                zip.Write(Encoding.UTF8.GetBytes(name + s_text));
            }
        }

        byte[] bytes = packed.ToArray();
        PrintEntries(bytes);
        bytes[120] ^= 0xFF;
        PrintEntries(bytes);
        Attempt.Print("cut", () => PrintEntries(bytes[..^30]));
    }

    private static void PrintEntries(byte[] archive)
    {
        using var file = new ZipFile(new MemoryStream(archive));
        foreach (ZipEntry entry in file)
            Attempt.Print(entry.Name, () =>
            {
                using var reader = new StreamReader(file.GetInputStream(entry));
                Console.WriteLine($"{entry.Name} {entry.Size} {entry.CompressedSize} {entry.Crc:x8} {entry.Comment} {entry.DateTime:s} {reader.ReadToEnd() == entry.Name + s_text}");
            });
        Console.WriteLine(file.TestArchive(testData: true));
    }
}

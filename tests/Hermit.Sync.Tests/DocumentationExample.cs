using System.Reflection;

namespace Hermit.Sync.Tests;

/// <summary>A program in docs/sync.md, with the heading above it and the output below it.</summary>
public sealed record DocumentationExample(string Name, string Program, string Output)
{
    /// <summary>All examples of the document, in order.</summary>
    public static IReadOnlyList<DocumentationExample> All { get; } = [.. Read()];

    /// <summary>Compiles and runs the program and returns what it wrote to the console.</summary>
    public string Run()
    {
        using var image = new MemoryStream();
        Microsoft.CodeAnalysis.Emit.EmitResult result = Snippet.Compile(Program).Emit(image);
        Assert.True(result.Success, string.Join(Environment.NewLine, result.Diagnostics));
        MethodInfo entry = Assembly.Load(image.ToArray()).EntryPoint!;
        TextWriter console = Console.Out;
        using var output = new StringWriter { NewLine = "\n" };
        Console.SetOut(output);
        try
        {
            entry.Invoke(null, [Array.Empty<string>()]);
        }
        finally
        {
            Console.SetOut(console);
        }

        return output.ToString();
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static IEnumerable<DocumentationExample> Read()
    {
        using var reader = new StreamReader(typeof(DocumentationExample).Assembly.GetManifestResourceStream("sync.md")!);
        string heading = "";
        string program = "";
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
            {
                heading = line.TrimStart('#', ' ');
            }
            else if (line == "```csharp")
            {
                program = ReadBlock(reader);
            }
            else if (line == "```text")
            {
                yield return new DocumentationExample(heading, program, ReadBlock(reader));
            }
        }
    }

    private static string ReadBlock(StreamReader reader)
    {
        var block = new StringWriter { NewLine = "\n" };
        while (reader.ReadLine() is { } line && line != "```")
        {
            block.WriteLine(line);
        }

        return block.ToString();
    }
}

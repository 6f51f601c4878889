using System.Text.Json;
using Hermit.CountUnsafe.Counting;
using Hermit.CountUnsafe.Output;
using Spectre.Console;

namespace Hermit.CountUnsafe.Tests;

public sealed class OutputTests : IDisposable
{
    private readonly Workplace _workplace = new();

    public OutputTests() => _workplace.Write("a.cs", """
        static class C
        {
            static int s_count;
            static unsafe int F(int* p) => *p;
        }
        """);

    public void Dispose() => _workplace.Dispose();

    [Fact]
    public async Task The_table_shows_counts_and_kinds()
    {
        (int code, string output, _) = await _workplace.Run("./", "--list");
        Assert.Equal(0, code);
        Assert.Contains("1/1", output);
        Assert.Matches(@"dereference\s*│\s*1", output);
        Assert.Contains("a.cs(4): *p", output);
        Assert.Contains("a.cs(3): C.s_count", output);
    }

    [Fact]
    public async Task The_JSON_has_every_number()
    {
        (_, string output, _) = await _workplace.Run("./", "--format", "json");
        JsonElement project = JsonDocument.Parse(output).RootElement.GetProperty("projects")[0];
        Assert.Equal(1, project.GetProperty("unsafeByKind").GetProperty("dereference").GetInt32());
        Assert.Equal(1, project.GetProperty("expressions").GetProperty("unsafe").GetInt32());
        Assert.Equal(200, project.GetProperty("unsafePerThousandCodeLines").GetDouble());
        Assert.Equal(1, project.GetProperty("undocumented").GetInt32());
        Assert.Equal(3, project.GetProperty("unsynchronisedStaticPlaces")[0].GetProperty("line").GetInt32());
    }

    [Fact]
    public async Task The_Markdown_is_a_table_in_a_file()
    {
        string file = Path.Combine(_workplace.Folder, "report.md");
        (_, string output, _) = await _workplace.Run("./", "--format", "markdown", "--output", file);
        Assert.Equal("", output);
        string[] lines = await File.ReadAllLinesAsync(file);
        Assert.StartsWith("| Project | unsafe | Code lines |", lines[0]);
        Assert.Contains("| dereference | 1 |", lines);
    }

    [Fact]
    public async Task A_long_run_shows_a_progress_bar()
    {
        using StringWriter screen = new();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.Yes, Out = new AnsiConsoleOutput(screen) });
        CountProgress progress = new() { Step = "Hermit.Example", Total = 4 };
        progress.Advance(2);
        await ProgressDisplay.Show(console, progress, Task.Delay(1500).ContinueWith(_ => 1));
        Assert.Contains("Hermit.Example", screen.ToString());
        Assert.Contains("50%", screen.ToString());
    }

    [Fact]
    public async Task A_short_run_shows_none()
    {
        using StringWriter screen = new();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.Yes, Out = new AnsiConsoleOutput(screen) });
        await ProgressDisplay.Show(console, new CountProgress(), Task.FromResult(1));
        Assert.Equal("", screen.ToString());
    }
}

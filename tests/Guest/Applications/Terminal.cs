using System.CommandLine;
using Humanizer;
using Spectre.Console;

namespace Hermit.Guest.Applications;

/// <summary>What makes a command line program: options, help, tables, words for people.</summary>
internal static class Terminal
{
    public static GuestCase[] Cases =>
    [
        new("command-line", Parse),
        new("command-line-help", Help),
        new("spectre-widgets", Widgets),
        new("spectre-markup", Markups),
        new("humanizer", Humanize),
    ];

    private static void Parse()
    {
        RootCommand root = Root();
        Console.WriteLine(root.Parse(["greet", "World", "--times", "2"]).Invoke());
        Console.WriteLine(root.Parse(["greet", "--times", "many", "World"]).Invoke(new InvocationConfiguration { Error = Console.Out }));
    }

    private static void Help() => Root().Parse(["greet", "--help"]).Invoke();

    private static RootCommand Root()
    {
        var name = new Argument<string>("name") { Description = "Who is greeted." };
        var times = new Option<int>("--times", "-t") { Description = "How often.", DefaultValueFactory = _ => 1 };
        var greet = new Command("greet", "Greets somebody.") { name, times };
        greet.SetAction(result =>
        {
            for (int i = 0; i < result.GetValue(times); i++)
                Console.WriteLine($"Hello, {result.GetValue(name)}!");
            return 3;
        });
        return new RootCommand("A program with commands.") { greet };
    }

    private static void Widgets()
    {
        IAnsiConsole console = Make(ColorSystemSupport.NoColors);
        console.Write(new Table().Title("Images").AddColumn("name").AddColumn(new TableColumn("size").RightAligned()).AddRow("hello", "1.84 MB").AddRow("web", "9.9 MB"));
        var tree = new Tree("machine");
        tree.AddNode("kernel").AddNode("files");
        tree.AddNode("program");
        console.Write(tree);
        console.Write(new BarChart().Width(40).AddItem("a", 3, Color.Green).AddItem("b", 5, Color.Red));
        console.Write(new Panel("inside").Header("outside"));
        console.Write(new Rule("end"));
    }

    private static void Markups() => Make(ColorSystemSupport.TrueColor).MarkupLine("[bold red]red[/] and [#102030 on white]hex[/] [[brackets]]");

    private static IAnsiConsole Make(ColorSystemSupport colors)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = colors == ColorSystemSupport.NoColors ? AnsiSupport.No : AnsiSupport.Yes,
            ColorSystem = colors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(Console.Out),
        });
        console.Profile.Width = 60;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }

    private static void Humanize()
    {
        Console.WriteLine("PascalCaseInputString".Humanize());
        Console.WriteLine(TimeSpan.FromMinutes(135).Humanize(precision: 2));
        Console.WriteLine(12345.ToWords());
        Console.WriteLine(21.ToOrdinalWords());
        Console.WriteLine("process".ToQuantity(3));
        Console.WriteLine("Some title".Underscore());
        Console.WriteLine(1999.ToRoman());
        Console.WriteLine((10_000_000).Bytes().Humanize("0.0"));
        Console.WriteLine(new DateTime(2024, 1, 1, 12, 0, 0, DateTimeKind.Utc).Humanize(utcDate: true, dateToCompareAgainst: new DateTime(2024, 1, 3, 12, 0, 0, DateTimeKind.Utc)));
    }
}

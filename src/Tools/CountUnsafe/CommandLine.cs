using System.CommandLine;
using System.CommandLine.Parsing;
using Hermit.CountUnsafe.Baselines;
using Hermit.CountUnsafe.Counting;
using Hermit.CountUnsafe.Output;
using Spectre.Console;

namespace Hermit.CountUnsafe;

/// <summary>The command line: 0 when all is well, 1 when a number rose, 2 when nothing could be counted.</summary>
internal static class CommandLine
{
    private const int Ok = 0;
    private const int Rose = 1;
    private const int Failed = 2;
    private const int Cancelled = 130;

    private static readonly Argument<string> PathArgument = new("path")
    {
        Description = "A project (.csproj), a solution (.sln, .slnx, .slnf), a folder, or a C# file.",
        DefaultValueFactory = _ => ".",
    };

    private static readonly Option<string> FormatOption = new("--format", "-f")
    {
        Description = "table, json or markdown.",
        DefaultValueFactory = _ => "table",
    };

    private static readonly Option<string?> OutputOption = new("--output", "-o") { Description = "Write the report to this file instead of the standard output." };
    private static readonly Option<string?> BaselineOption = new("--baseline") { Description = "The file with the numbers that may only fall." };
    private static readonly Option<bool> FailOption = new("--fail-on-increase") { Description = "Exit with 1 when a number is higher than in the baseline." };
    private static readonly Option<bool> UpdateOption = new("--update-baseline") { Description = "Write the numbers to the baseline. A number that rises needs --reason." };
    private static readonly Option<string?> ReasonOption = new("--reason") { Description = "Why a number rises; kept in the baseline." };
    private static readonly Option<bool> ListOption = new("--list") { Description = "List undocumented unsafe expressions and unsynchronised statics." };
    private static readonly Option<bool> GeneratedOption = new("--include-generated") { Description = "Count files that a program wrote, too." };

    private static readonly Option<int> SizeOption = new("--max-file-size")
    {
        Description = "Leave out files of more than this many MB.",
        DefaultValueFactory = _ => 16,
    };

    private static readonly Option<string[]> ExcludeOption = new("--exclude")
    {
        Description = "Leave out paths that match this pattern (* and ?), relative to the input.",
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<string?> FrameworkOption = new("--framework") { Description = "The target framework to count, for projects with several; the newest otherwise." };

    private static readonly Option<string[]> PropertyOption = new("--property", "-p")
    {
        Description = "NAME=VALUE: an MSBuild property for the evaluation of the projects.",
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<bool> NoProgressOption = new("--no-progress") { Description = "Show no progress bar." };

    static CommandLine()
    {
        FormatOption.AcceptOnlyFromAmong("table", "json", "markdown");
        SizeOption.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 1024)
            {
                result.AddError("--max-file-size takes a number of MB from 1 to 1024.");
            }
        });
        PropertyOption.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => token.Value.IndexOf('=') < 1) is { } token)
            {
                result.AddError($"--property takes NAME=VALUE, not '{token.Value}'.");
            }
        });
    }

    /// <summary>Runs the tool.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> Run(string[] args, TextWriter output, TextWriter error)
    {
        RootCommand command = new("Counts what is left of unsafe code in C#: by kind, per thousand lines, documented or not.")
        {
            PathArgument, FormatOption, OutputOption, BaselineOption, FailOption, UpdateOption, ReasonOption, ListOption,
            GeneratedOption, SizeOption, ExcludeOption, FrameworkOption, PropertyOption, NoProgressOption,
        };
        command.Validators.Add(Validate);
        command.SetAction((parsed, cancellation) => Guarded(parsed, output, error, cancellation));
        ParseResult result = command.Parse(args);
        int code = await result.InvokeAsync(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        return result.Errors.Count > 0 ? Failed : code;
    }

    private static void Validate(CommandResult result)
    {
        if (result.GetValue(BaselineOption) is null && (result.GetValue(FailOption) || result.GetValue(UpdateOption)))
        {
            result.AddError("--fail-on-increase and --update-baseline need --baseline FILE.");
        }

        if (result.GetValue(FailOption) && result.GetValue(UpdateOption))
        {
            result.AddError("--fail-on-increase and --update-baseline exclude each other.");
        }
    }

    private static async Task<int> Guarded(ParseResult parsed, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        try
        {
            return await Count(parsed, output, error, cancellation);
        }
        catch (UserErrorException problem)
        {
            await error.WriteLineAsync($"count-unsafe: {problem.Message}");
        }
        catch (OperationCanceledException)
        {
            return Cancelled;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"count-unsafe: {problem.Message}");
        }
        catch (OutOfMemoryException)
        {
            await error.WriteLineAsync("count-unsafe: there is not enough memory. Count fewer projects at a time, or lower --max-file-size.");
        }
        catch (Exception problem)
        {
            Exception cause = problem.GetBaseException();
            string place = $"{cause.TargetSite?.DeclaringType?.Name}.{cause.TargetSite?.Name}";
            await error.WriteLineAsync($"count-unsafe: an unexpected {cause.GetType().Name} in {place}: {cause.Message}. This is a defect of count-unsafe.");
        }

        return Failed;
    }

    private static async Task<int> Count(ParseResult parsed, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        string? baselinePath = parsed.GetValue(BaselineOption);
        bool update = parsed.GetValue(UpdateOption);
        Baseline? baseline = baselinePath is null || (update && !File.Exists(baselinePath)) ? null : Baseline.Read(baselinePath);

        CountOptions options = new()
        {
            Path = parsed.GetValue(PathArgument)!,
            MaxFileSize = (long)parsed.GetValue(SizeOption) << 20,
            IncludeGenerated = parsed.GetValue(GeneratedOption),
            Framework = parsed.GetValue(FrameworkOption),
            Exclude = parsed.GetValue(ExcludeOption)!,
            Properties = parsed.GetValue(PropertyOption)!.Select(property => property.Split('=', 2))
                .GroupBy(parts => parts[0]).ToDictionary(group => group.Key, group => group.Last()[1]),
        };
        CountProgress progress = new();
        Task<Report> counting = Task.Run(() => new Counter(options, progress).Count(cancellation), cancellation);
        bool visible = !parsed.GetValue(NoProgressOption) && !Console.IsErrorRedirected;
        Report report = visible
            ? await ProgressDisplay.Show(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) }), progress, counting)
            : await counting;

        await Write(parsed, report, output, cancellation);
        return baselinePath is null ? Ok : Judge(parsed, report, baseline, baselinePath, error);
    }

    private static async Task Write(ParseResult parsed, Report report, TextWriter output, CancellationToken cancellation)
    {
        string? file = parsed.GetValue(OutputOption);
        string? text = parsed.GetValue(FormatOption) switch
        {
            "json" => JsonReport.Write(report),
            "markdown" => MarkdownReport.Write(report),
            _ => null,
        };
        await using StringWriter table = new();
        if (text is null)
        {
            bool toFile = file is not null || !ReferenceEquals(output, Console.Out) || Console.IsOutputRedirected;
            IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
            {
                Out = new AnsiConsoleOutput(toFile ? table : output),
                Ansi = toFile ? AnsiSupport.No : AnsiSupport.Detect,
                Interactive = InteractionSupport.No,
            });
            if (toFile)
            {
                // Lines in a file or a pipe are not folded at the width of a terminal.
                console.Profile.Width = 1000;
            }

            TableReport.Write(console, report, parsed.GetValue(ListOption));
            text = table.ToString();
        }

        if (file is null)
        {
            await output.WriteAsync(text);
        }
        else
        {
            await File.WriteAllTextAsync(file, text, cancellation);
        }
    }

    private static int Judge(ParseResult parsed, Report report, Baseline? baseline, string path, TextWriter error)
    {
        BaselineCheck check = BaselineCheck.Compare(report, baseline ?? Baseline.Of(report, null, null));
        if (parsed.GetValue(UpdateOption))
        {
            string? reason = parsed.GetValue(ReasonOption);
            if (check.Rises.Count > 0 && string.IsNullOrWhiteSpace(reason))
            {
                WriteAll(error, check.Rises);
                error.WriteLine($"{path} is unchanged: say with --reason why these numbers rise.");
                return Rose;
            }

            Baseline.Of(report, baseline, reason).Write(path);
            WriteAll(error, check.Rises.Concat(check.Falls));
            error.WriteLine($"{path} is written.");
            return Ok;
        }

        WriteAll(error, check.Rises);
        if (check.Rises.Count > 0)
        {
            error.WriteLine($"More unsafe code than in {path}. Remove it, or update the baseline with --update-baseline --reason \"…\".");
            return parsed.GetValue(FailOption) ? Rose : Ok;
        }

        WriteAll(error, check.Falls);
        if (check.Falls.Count > 0)
        {
            error.WriteLine($"Less unsafe code than in {path}: keep it that way with --update-baseline.");
        }

        return Ok;
    }

    private static void WriteAll(TextWriter error, IEnumerable<string> sentences)
    {
        foreach (string sentence in sentences)
        {
            error.WriteLine(sentence);
        }
    }
}

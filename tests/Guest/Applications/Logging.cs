using NLog;
using NLog.Config;
using NLog.Targets;
using NLog.Targets.Wrappers;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Serilog;
using Serilog.Events;

namespace Hermit.Guest.Applications;

/// <summary>Serilog, NLog, and Polly's strategies around calls that fail.</summary>
internal static class Logging
{
    public static GuestCase[] Cases =>
    [
        new("serilog", Serilog),
        new("nlog", ByNLog),
        new("polly-retry", Retry),
        new("polly-timeout", TimeOut),
        new("polly-circuit-breaker", Break),
    ];

    private static void Serilog()
    {
        using (Serilog.Core.Logger log = new LoggerConfiguration()
            .MinimumLevel.Debug()
            .Enrich.WithProperty("Machine", "guest")
            .WriteTo.Console(outputTemplate: "{Level:u3} {Machine} {Message:lj} {Properties:j}{NewLine}{Exception}", theme: global::Serilog.Sinks.SystemConsole.Themes.ConsoleTheme.None)
            .CreateLogger())
        {
            log.Verbose("not shown");
            log.Debug("Counted {Count} in {@Place}", 3, new Dictionary<string, int> { ["x"] = 1 });
            log.ForContext("Request", 17).Information("Quoted {Text:l} and {Number:000.0}", "text", 1.25);
            log.Write(LogEventLevel.Error, new InvalidOperationException("broken"), "Failed after {Elapsed}", TimeSpan.FromSeconds(90));
        }
    }

    private static void ByNLog()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        var console = new ConsoleTarget("console") { Layout = "${level:uppercase=true} ${logger:shortName=true} ${message} ${event-properties:Count} ${scopenested} ${exception:format=type,message}" };
        var file = new FileTarget("file") { FileName = folder + "/${level}.txt", Layout = "${sequenceid:padding=3} ${message}" };
        var configuration = new LoggingConfiguration();
        configuration.AddRule(LogLevel.Debug, LogLevel.Fatal, console, "Hermit.*");
        configuration.AddRule(LogLevel.Warn, LogLevel.Fatal, new AsyncTargetWrapper(file));
        LogManager.Configuration = configuration;
        NLog.Logger log = LogManager.GetLogger("Hermit.Guest.Log");
        log.Trace("not shown");
        using (log.PushScopeNested("inside"))
            log.Info("Counted {Count} in {Place}", 3, new { X = 1 });
        log.Error(new InvalidOperationException("broken"), "Failed after {0}", TimeSpan.FromSeconds(90));
        LogManager.GetLogger("Other").Warn("only in the file");
        LogManager.Shutdown();
        foreach (string path in Directory.GetFiles(folder).Order(StringComparer.Ordinal))
            Console.WriteLine($"{Path.GetFileName(path)}: {string.Join('|', File.ReadLines(path).Select(line => line[4..]))}");
        Directory.Delete(folder, recursive: true);
    }

    private static void Retry()
    {
        int attempts = 0;
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder()
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = 3,
                Delay = TimeSpan.FromMilliseconds(1),
                BackoffType = DelayBackoffType.Exponential,
                OnRetry = arguments =>
                {
                    Console.WriteLine($"retry {arguments.AttemptNumber}: {arguments.Outcome.Exception!.Message}");
                    return default;
                },
            })
            .Build();
        Console.WriteLine(pipeline.Execute(() => ++attempts < 3 ? throw new InvalidOperationException($"attempt {attempts}") : $"done in {attempts}"));
        Attempt.PrintMessage("for ever", () => pipeline.Execute(() => throw new InvalidOperationException("never")));
    }

    private static void TimeOut()
    {
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().AddTimeout(TimeSpan.FromMilliseconds(20)).Build();
        Attempt.Print("too slow", () => pipeline.ExecuteAsync(async token => await Task.Delay(Timeout.Infinite, token)).AsTask().GetAwaiter().GetResult());
    }

    private static void Break()
    {
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder()
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions { FailureRatio = 1, MinimumThroughput = 2, SamplingDuration = TimeSpan.FromSeconds(60), BreakDuration = TimeSpan.FromSeconds(60) })
            .Build();
        for (int i = 0; i < 4; i++)
            Attempt.Print($"call {i}", () => pipeline.Execute(() => throw new TimeoutException()));
    }
}

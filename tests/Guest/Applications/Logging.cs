using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace Hermit.Guest.Applications;

/// <summary>Serilog, and Polly's strategies around calls that fail.</summary>
internal static class Logging
{
    public static GuestCase[] Cases =>
    [
        new("serilog", Serilog),
        new("polly-retry", Retry),
        new("polly-timeout", TimeOut),
        new("polly-circuit-breaker", Break),
    ];

    private static void Serilog()
    {
        using (Logger log = new LoggerConfiguration()
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

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Hermit.Guest.Applications;

/// <summary>A background service that works some rounds, asks for the end, and says how it ended.</summary>
internal sealed class Worker(IOptions<WorkerOptions> options, IHostApplicationLifetime lifetime, ILogger<Worker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(Timeout.Infinite, lifetime.ApplicationStarted).ContinueWith(_ => logger.LogInformation("Started"), TaskScheduler.Default);
        for (int round = 1; round <= options.Value.Rounds; round++)
        {
            logger.LogInformation("Round {Round} of {Rounds} for {Names}", round, options.Value.Rounds, string.Join('+', options.Value.Names));
            await Task.Delay(5, stoppingToken);
        }

        lifetime.StopApplication();
        try
        {
            await Task.Delay(Timeout.Infinite, stoppingToken);
        }
        catch (OperationCanceledException)
        {
            logger.LogWarning("Stopping");
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        logger.LogInformation("Stopped gracefully");
    }
}

using Hermit.CountUnsafe.Counting;
using Spectre.Console;

namespace Hermit.CountUnsafe.Output;

/// <summary>A progress bar on the error output, for runs that take longer than a moment.</summary>
internal static class ProgressDisplay
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(700);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>Awaits <paramref name="work"/>, showing how far it is once it has taken longer than a moment.</summary>
    public static async Task<T> Show<T>(IAnsiConsole console, CountProgress progress, Task<T> work)
    {
        if (await Task.WhenAny(work, Task.Delay(Patience)) != work && console.Profile.Capabilities.Interactive)
        {
            await console.Progress()
                .AutoClear(true)
                .HideCompleted(false)
                .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
                .StartAsync(async context =>
                {
                    ProgressTask bar = context.AddTask("…", autoStart: true);
                    do
                    {
                        bar.Description = Markup.Escape(progress.Step);
                        bar.IsIndeterminate = progress.Total == 0;
                        bar.MaxValue = Math.Max(1, progress.Total);
                        bar.Value = progress.Done;
                    }
                    while (await Task.WhenAny(work, Task.Delay(Interval)) != work);
                });
        }

        return await work;
    }
}

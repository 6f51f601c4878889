using System.Diagnostics;

namespace Hermit.Guest.Soak;

/// <summary>Workers that do all their kinds of work beside each other, over and over.</summary>
internal static class Load
{
    private const int ReportSeconds = 10;

    // How long a worker may take for one step, with a dozen others beside it on a host that has more to do: beyond, something hangs.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    /// <summary>Runs all kinds of work for a while.</summary>
    /// <exception cref="BrokenInvariantException">An invariant broke, or a worker stood still.</exception>
    public static void Run(TimeSpan duration)
    {
        using var stop = new CancellationTokenSource();
        Worker[] workers =
        [
            new("trees", new Trees().Step, stop), new("more trees", new Trees().Step, stop),
            new("graph", new SharedGraph().Step, stop),
            new("large arrays", LargeArrays.Step, stop),
            new("exceptions", ExceptionChurn.Step, stop), new("faults", ExceptionChurn.StepOfFaults, stop),
            new("threads", ThreadChurn.Step, stop), new("deep threads", ThreadChurn.StepOfDepth, stop),
            new("timers", TimerStorm.Step, stop),
            new("pipelines", Pipelines.Step, stop), new("tasks", Pipelines.StepOfTasks, stop),
            new("locks", new Locks().Step, stop),
            new("finalizers", Finalizers.Step, stop),
        ];
        var watch = Stopwatch.StartNew();
        var next = TimeSpan.FromSeconds(ReportSeconds);
        while (watch.Elapsed < duration && !stop.IsCancellationRequested)
        {
            stop.Token.WaitHandle.WaitOne(TimeSpan.FromSeconds(1));
            foreach (Worker worker in workers)
                BrokenInvariantException.Unless(worker.SinceLastStep < s_patience, $"{worker.Name} has stood still for {worker.SinceLastStep.TotalSeconds:0} s");
            if (watch.Elapsed >= next)
            {
                Console.WriteLine($"{watch.Elapsed.TotalSeconds:0} s: {string.Join(", ", workers.Select(w => $"{w.Steps} {w.Name}"))}; {GC.CollectionCount(0)} collections");
                next += TimeSpan.FromSeconds(ReportSeconds);
            }
        }

        stop.Cancel();
        foreach (Worker worker in workers)
            worker.Finish();
    }
}

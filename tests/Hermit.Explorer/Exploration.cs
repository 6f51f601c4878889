namespace Hermit.Explorer;

/// <summary>
/// Runs a scenario under every schedule, or under many random ones, on a memory as weak as its atomics allow, until one goes wrong.
/// The primitives of Hermit.Sync that this assembly contains are compiled from the kernel's sources, with instrumented memory.
/// </summary>
public static class Exploration
{
    /// <summary>Explores all executions within the bounds of <paramref name="options"/>, depth first.</summary>
    public static Outcome Exhaust(Action<Scenario> scenario, ExplorerOptions? options = null)
    {
        options ??= new ExplorerOptions();
        var strategy = new SystematicStrategy(options.PreemptionBound);
        int executions = 0;
        int redundant = 0;
        do
        {
            strategy.Begin();
            var execution = new Execution(strategy, options, tracing: false);
            execution.Run(scenario);
            if (execution.Failure is not null)
            {
                return new Outcome(executions + 1, redundant, Complete: false, Describe(scenario, options, execution, null));
            }

            _ = execution.IsRedundant ? redundant++ : executions++;
            if (executions + redundant >= options.MaximumExecutions)
            {
                return new Outcome(executions, redundant, Complete: false, null);
            }
        }
        while (strategy.Advance());

        return new Outcome(executions, redundant, Complete: true, null);
    }

    /// <summary>
    /// Tries <paramref name="executions"/> random executions, seeded with <paramref name="seed"/>, <paramref name="seed"/> + 1, and so on, with
    /// <paramref name="changes"/> random changes of priority in each: a bug that takes n ordered events is found with n − 1 of them.
    /// </summary>
    public static Outcome Search(Action<Scenario> scenario, ulong seed, int executions, int changes = 2, ExplorerOptions? options = null)
    {
        options ??= new ExplorerOptions();
        int expectedSteps = 20;
        for (int count = 0; count < executions; count++)
        {
            ulong current = unchecked(seed + (ulong)count);
            var execution = new Execution(new RandomStrategy(current, changes, expectedSteps), options, tracing: false);
            execution.Run(scenario);
            if (execution.Failure is not null)
            {
                return new Outcome(count + 1, 0, Complete: false, Describe(scenario, options, execution, current));
            }

            expectedSteps = Math.Max(expectedSteps, execution.Steps);
        }

        return new Outcome(executions, 0, Complete: false, null);
    }

    /// <summary>Runs the one execution that <paramref name="schedule"/>, from a <see cref="Failure"/>, stands for, and traces it.</summary>
    public static Outcome Replay(Action<Scenario> scenario, string schedule, ExplorerOptions? options = null)
    {
        options ??= new ExplorerOptions();
        Execution execution = Rerun(scenario, Schedule.Parse(schedule), options);
        Failure? failure = execution.Failure is { } found ? new Failure(found.Kind, found.Message, schedule, null, execution.Trace) : null;
        return new Outcome(1, 0, Complete: false, failure);
    }

    private static Failure Describe(Action<Scenario> scenario, ExplorerOptions options, Execution failed, ulong? seed)
    {
        (FailureKind kind, string message) = failed.Failure!.Value;
        Execution again = Rerun(scenario, failed.Choices, options);
        if (again.Failure is { } repeated)
        {
            (kind, message) = repeated;
        }

        return new Failure(kind, message, Schedule.Format(failed.Choices), seed, again.Trace);
    }

    private static Execution Rerun(Action<Scenario> scenario, IReadOnlyList<int> choices, ExplorerOptions options)
    {
        var execution = new Execution(new ReplayStrategy(choices), options, tracing: true);
        execution.Run(scenario);
        return execution;
    }
}

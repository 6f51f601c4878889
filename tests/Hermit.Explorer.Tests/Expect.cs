namespace Hermit.Explorer.Tests;

/// <summary>What a test expects of an exploration.</summary>
internal static class Expect
{
    public static void Complete(Outcome outcome)
    {
        outcome.ThrowIfFailed();
        Assert.True(outcome.Complete, $"Only {outcome.Executions} executions were explored.");
    }

    public static Failure Failure(FailureKind kind, Outcome outcome)
    {
        Assert.NotNull(outcome.Failure);
        Assert.True(kind == outcome.Failure.Kind, outcome.Failure.ToString());
        return outcome.Failure;
    }

    public static void Kind(FailureKind? kind, Outcome outcome)
    {
        if (kind is { } expected)
        {
            Failure(expected, outcome);
        }
        else
        {
            Complete(outcome);
        }
    }
}

namespace Hermit.Explorer;

/// <summary>An exploration found an execution that goes wrong.</summary>
public sealed class ExplorationFailedException(Failure failure) : Exception(failure.ToString())
{
    /// <summary>The execution.</summary>
    public Failure Failure { get; } = failure;
}

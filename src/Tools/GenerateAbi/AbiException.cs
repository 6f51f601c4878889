namespace Hermit.GenerateAbi;

/// <summary>A table that makes no sense, with the line that says so.</summary>
internal sealed class AbiException(int line, string message) : Exception(message)
{
    /// <summary>The number of the line, from 1.</summary>
    public int Line { get; } = line;
}

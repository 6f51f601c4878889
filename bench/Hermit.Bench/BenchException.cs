namespace Hermit.Bench;

/// <summary>A benchmark that cannot be run, with the reason for the user.</summary>
internal sealed class BenchException(string message) : Exception(message);

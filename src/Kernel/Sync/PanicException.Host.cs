namespace Hermit;

/// <summary>A broken invariant, on the host.</summary>
public sealed class PanicException(string message) : Exception(message);

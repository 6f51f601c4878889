namespace Hermit.CountUnsafe.Counting;

/// <summary>Where something was found.</summary>
/// <param name="File">The path relative to the input.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="What">The code, or the name of what is there.</param>
internal sealed record Place(string File, int Line, string What);

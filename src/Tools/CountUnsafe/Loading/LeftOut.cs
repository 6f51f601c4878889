namespace Hermit.CountUnsafe.Loading;

/// <summary>Something that the result does not cover.</summary>
/// <param name="Path">What was left out, relative to the input where possible.</param>
/// <param name="Reason">Why, and what to do about it.</param>
internal sealed record LeftOut(string Path, string Reason);

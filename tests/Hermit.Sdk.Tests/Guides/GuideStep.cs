namespace Hermit.Sdk.Tests.Guides;

/// <summary>One thing that a page has its reader do.</summary>
/// <param name="Place">Where it stands: page and line.</param>
/// <param name="Command">A line for the shell; null when a file is to be written.</param>
/// <param name="File">The file to write; null for a command.</param>
/// <param name="Text">The lines that the command prints, as the page shows them, or the file's content.</param>
internal sealed record GuideStep(string Place, string? Command, string? File, IReadOnlyList<string> Text);

namespace Hermit.Tasks.Projects;

/// <summary>A property that the SDK does not know, although it looks like one of the SDK's.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Nearest">The known name that resembles it most.</param>
/// <param name="File">Where it is set; null for the command line.</param>
/// <param name="Line">The line, from 1; 0 when there is none.</param>
internal sealed record UnknownProperty(string Name, string Nearest, string? File, int Line);

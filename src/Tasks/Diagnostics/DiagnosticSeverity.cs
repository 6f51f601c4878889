namespace Hermit.Tasks.Diagnostics;

/// <summary>How much a <see cref="Diagnostic"/> matters.</summary>
public enum DiagnosticSeverity
{
    /// <summary>The output is made, but the user should know.</summary>
    Warning,

    /// <summary>No output is made.</summary>
    Error,
}

namespace Hermit.Tasks.Diagnostics;

/// <summary>One finding about an input, in the form MSBuild shows it.</summary>
/// <param name="Severity">Whether an output can still be made.</param>
/// <param name="Code">One of <see cref="ErrorCodes"/>.</param>
/// <param name="Message">What happened and what to do about it.</param>
/// <param name="File">The input that it is about, or null when it is about the whole operation.</param>
/// <param name="Offset">Byte offset in <paramref name="File"/>, or -1 when there is no one place.</param>
/// <param name="Line">Line in <paramref name="File"/>, from 1, when that is a source file; otherwise 0.</param>
public sealed record Diagnostic(
    DiagnosticSeverity Severity, string Code, string Message, string? File = null, long Offset = -1, int Line = 0)
{
    /// <summary>The canonical MSBuild form: <c>file(offset): error CODE: message</c>.</summary>
    public override string ToString()
    {
        string place = Line > 0 ? $"{File}({Line})" : Offset >= 0 ? $"{File}(0x{Offset:x})" : File ?? "hermit-link";
        string severity = Severity == DiagnosticSeverity.Error ? "error" : "warning";
        return $"{place}: {severity} {Code}: {Message}";
    }
}

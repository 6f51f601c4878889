using Hermit.Tasks.Diagnostics;
using LibObjectFile.Diagnostics;
using Findings = LibObjectFile.Diagnostics.DiagnosticBag;

namespace Hermit.Tasks.Objects;

/// <summary>
/// The border to LibObjectFile. The library reports some of what is wrong with a file and throws for the rest, with
/// exceptions of many kinds; here both become diagnostics about that file.
/// </summary>
internal static class ObjectLibrary
{
    /// <summary>Runs <paramref name="operation"/> on bytes in memory; it returns what the library found.</summary>
    /// <returns>False after an error, which is reported with <paramref name="code"/>.</returns>
    public static bool Read(string code, string path, Diagnostics.DiagnosticBag diagnostics, Func<Findings> operation)
    {
        try
        {
            return Write(code, path, diagnostics, operation);
        }
        catch (IOException e)
        {
            // The stream is memory: a position outside of it comes from the file.
            return Contradiction(code, path, diagnostics, e);
        }
    }

    /// <summary>Runs <paramref name="operation"/>, which writes to a file; it returns what the library found.</summary>
    /// <returns>False after an error, which is reported with <paramref name="code"/>.</returns>
    /// <exception cref="IOException">The file system refused.</exception>
    public static bool Write(string code, string path, Diagnostics.DiagnosticBag diagnostics, Func<Findings> operation)
    {
        try
        {
            Findings findings = operation();
            if (!findings.HasErrors)
                return true;
            foreach (DiagnosticMessage finding in findings.Messages)
            {
                if (finding.Kind == DiagnosticKind.Error)
                    diagnostics.Error(code, finding.Message, path);
            }
        }
        catch (Exception e) when (e is not (IOException or OutOfMemoryException))
        {
            return Contradiction(code, path, diagnostics, e);
        }
        return false;
    }

    private static bool Contradiction(string code, string path, Diagnostics.DiagnosticBag diagnostics, Exception e)
    {
        diagnostics.Error(code, $"the file contradicts itself: {e.Message}", path);
        return false;
    }
}

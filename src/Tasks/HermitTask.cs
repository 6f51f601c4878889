using Hermit.Tasks.Diagnostics;
using Microsoft.Build.Framework;

namespace Hermit.Tasks;

/// <summary>Base of the tasks: collects diagnostics, logs them with their codes, stops when the build is cancelled.</summary>
public abstract class HermitTask : Microsoft.Build.Utilities.Task, ICancelableTask, IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();

    /// <inheritdoc/>
    public void Cancel() => _cancellation.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        _cancellation.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    public sealed override bool Execute()
    {
        var diagnostics = new DiagnosticBag();
        try
        {
            Run(diagnostics, _cancellation.Token);
        }
        catch (OperationCanceledException)
        {
            Log.LogMessage(MessageImportance.Normal, $"{GetType().Name} was cancelled.");
            return false;
        }
        foreach (Diagnostic diagnostic in diagnostics)
            LogDiagnostic(diagnostic);
        if (diagnostics.LeftOut > 0)
            Log.LogMessage(MessageImportance.High, $"{diagnostics.LeftOut} more diagnostics were left out.");
        return !Log.HasLoggedErrors;
    }

    /// <summary>Does the work; may throw <see cref="OperationCanceledException"/> and nothing else that is expected.</summary>
    private protected abstract void Run(DiagnosticBag diagnostics, CancellationToken cancellation);

    private void LogDiagnostic(Diagnostic diagnostic)
    {
        string message = diagnostic.Offset >= 0 ? $"{diagnostic.Message} (at offset 0x{diagnostic.Offset:x})" : diagnostic.Message;
        if (diagnostic.Severity == DiagnosticSeverity.Error)
            Log.LogError(null, diagnostic.Code, null, diagnostic.File, diagnostic.Line, 0, 0, 0, "{0}", message);
        else
            Log.LogWarning(null, diagnostic.Code, null, diagnostic.File, diagnostic.Line, 0, 0, 0, "{0}", message);
    }
}

using System.Collections;

namespace Hermit.Tasks.Diagnostics;

/// <summary>
/// Collects what is wrong with the inputs, so that one build reports everything it can. Bounded: a file made to
/// produce millions of findings ends in one line that says more were left out. Not thread-safe.
/// </summary>
public sealed class DiagnosticBag : IReadOnlyList<Diagnostic>
{
    /// <summary>How many diagnostics are kept; the first ones are the ones that explain the rest.</summary>
    public const int Capacity = 200;

    private readonly List<Diagnostic> _items = [];
    private int _leftOut;

    /// <summary>True after the first error, kept or left out.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>How many findings exceeded <see cref="Capacity"/> and were dropped.</summary>
    public int LeftOut => _leftOut;

    /// <inheritdoc/>
    public int Count => _items.Count;

    /// <inheritdoc/>
    public Diagnostic this[int index] => _items[index];

    /// <summary>Records an error about <paramref name="file"/> at byte <paramref name="offset"/>.</summary>
    public void Error(string code, string message, string? file = null, long offset = -1) =>
        Add(new Diagnostic(DiagnosticSeverity.Error, code, message, file, offset));

    /// <summary>Records a warning about <paramref name="file"/> at byte <paramref name="offset"/>.</summary>
    public void Warning(string code, string message, string? file = null, long offset = -1) =>
        Add(new Diagnostic(DiagnosticSeverity.Warning, code, message, file, offset));

    /// <summary>Records <paramref name="diagnostic"/>.</summary>
    public void Add(Diagnostic diagnostic)
    {
        ArgumentNullException.ThrowIfNull(diagnostic);
        bool isError = diagnostic.Severity == DiagnosticSeverity.Error;
        HasErrors |= isError;
        if (_items.Count < Capacity)
        {
            _items.Add(diagnostic);
            return;
        }

        // An error is why there is no output: it takes the place of a warning.
        _leftOut++;
        int warning = isError ? _items.FindLastIndex(kept => kept.Severity != DiagnosticSeverity.Error) : -1;
        if (warning >= 0)
        {
            _items.RemoveAt(warning);
            _items.Add(diagnostic);
        }
    }

    /// <inheritdoc/>
    public IEnumerator<Diagnostic> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

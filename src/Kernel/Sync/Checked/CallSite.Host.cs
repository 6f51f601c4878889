namespace Hermit.Sync;

/// <summary>A place in the source.</summary>
internal readonly struct CallSite(string file, int line)
{
    private readonly string? _file = file;

    /// <summary>The path of the file, as the compiler saw it.</summary>
    public string File => _file ?? "";

    /// <summary>The line, from 1.</summary>
    public int Line { get; } = line;
}

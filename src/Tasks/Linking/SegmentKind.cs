namespace Hermit.Tasks.Linking;

/// <summary>The loaded segments of an image, in address order; each starts on a page of its own.</summary>
public enum SegmentKind
{
    /// <summary>Read and execute.</summary>
    Text,

    /// <summary>Read only: constants, unwind tables, the TLS template, configuration and initial files.</summary>
    ReadOnly,

    /// <summary>Read and write, with content in the file.</summary>
    Data,

    /// <summary>Read and write, zero at start.</summary>
    Bss,

    /// <summary>Not in memory: debug information.</summary>
    None,
}

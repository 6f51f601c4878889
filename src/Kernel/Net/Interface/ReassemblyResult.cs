namespace Hermit.Net;

/// <summary>What became of a fragment.</summary>
internal enum ReassemblyResult
{
    /// <summary>It is kept until the others come.</summary>
    Kept,

    /// <summary>It completed its packet.</summary>
    Complete,

    /// <summary>It was dropped, and perhaps its packet with it.</summary>
    Dropped,
}

namespace Hermit.Files;

/// <summary>What the last part of a path is.</summary>
internal enum PathEnd : byte
{
    /// <summary>Nothing but slashes: the root.</summary>
    Root,

    /// <summary><c>.</c></summary>
    Dot,

    /// <summary><c>..</c></summary>
    DotDot,

    /// <summary>A name.</summary>
    Name,
}

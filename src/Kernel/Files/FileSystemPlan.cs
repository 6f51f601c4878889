using Hermit.Memory;

namespace Hermit.Files;

/// <summary>What the file system is made of.</summary>
internal struct FileSystemPlan
{
    /// <summary>Whether the console is a terminal; it is a pipe otherwise.</summary>
    public bool ConsoleIsTerminal;

    /// <summary>How many pages may hold file content.</summary>
    public ulong MaximumPages;

    /// <summary>What came with the image (cpio, <c>newc</c>).</summary>
    public StaticBytes Archive;
}

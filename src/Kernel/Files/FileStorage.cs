using Hermit.Memory;

namespace Hermit.Files;

/// <summary>Where the bytes of all files are.</summary>
internal struct FileStorage
{
    /// <summary>The pages of what was written.</summary>
    public PageStore Pages;

    /// <summary>What came with the image.</summary>
    public StaticBytes Archive;

    /// <summary>How many pages hold file content.</summary>
    public ulong UsedPages;

    /// <summary>How many pages may hold file content.</summary>
    public ulong MaximumPages;
}

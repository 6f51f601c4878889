namespace Hermit.Files;

/// <summary>What a directory has beside the description of every file.</summary>
internal struct DirectoryContent
{
    /// <summary>The directory that <c>..</c> means; the root is its own.</summary>
    public InodeLink Parent;

    /// <summary>The entry that names this directory; null for the root and for a directory that was removed.</summary>
    public EntryLink Self;

    /// <summary>The first entry, in the order in which they were made.</summary>
    public EntryLink First;

    /// <summary>The last entry.</summary>
    public EntryLink Last;

    /// <summary>How many entries there are.</summary>
    public uint Count;

    /// <summary>The number of the next entry to be made.</summary>
    public ulong NextCookie;
}

namespace Hermit.Files;

/// <summary>A name in a directory.</summary>
internal struct DirectoryEntry
{
    /// <summary>The name.</summary>
    public FileName Name;

    /// <summary>The hash of name and directory.</summary>
    public uint Hash;

    /// <summary>The directory it is in.</summary>
    public InodeLink Directory;

    /// <summary>The file it names.</summary>
    public InodeLink Target;

    /// <summary>The next entry with a hash alike.</summary>
    public EntryLink NextInBucket;

    /// <summary>The neighbours in the directory.</summary>
    public EntryLink Next;

    /// <inheritdoc cref="Next"/>
    public EntryLink Previous;

    /// <summary>Counts the entries of the directory: tells a reader where it was when the entry it stood at is gone.</summary>
    public ulong Cookie;
}

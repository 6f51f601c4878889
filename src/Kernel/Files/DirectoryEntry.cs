using Hermit.Memory;

namespace Hermit.Files;

/// <summary>A name in a directory.</summary>
internal struct DirectoryEntry
{
    /// <summary>The name.</summary>
    public FileName Name;

    /// <summary>The hash of name and directory.</summary>
    public uint Hash;

    /// <summary>The directory it is in.</summary>
    public Handle<Inode> Directory;

    /// <summary>The file it names.</summary>
    public Handle<Inode> Target;

    /// <summary>The next entry with a hash alike.</summary>
    public Handle<DirectoryEntry> NextInBucket;

    /// <summary>The neighbours in the directory.</summary>
    public Handle<DirectoryEntry> Next;

    /// <inheritdoc cref="Next"/>
    public Handle<DirectoryEntry> Previous;

    /// <summary>Counts the entries of the directory: tells a reader where it was when the entry it stood at is gone.</summary>
    public ulong Cookie;
}

using Hermit.Memory;

namespace Hermit.Files;

/// <summary>An open file (POSIX: open file description).</summary>
internal struct OpenFile
{
    /// <summary>The file.</summary>
    public Handle<Inode> Inode;

    /// <summary>The name that it was opened by; it may be gone.</summary>
    public EntryLink Entry;

    /// <summary>How it was opened.</summary>
    public OpenOptions Options;

    /// <summary>The position, in bytes.</summary>
    public long Position;

    /// <summary>The content that was made when it was opened, if it is such a file.</summary>
    public FileContent Generated;

    /// <summary>The size of that, in bytes.</summary>
    public long GeneratedSize;

    /// <summary>Its lock on the whole file.</summary>
    public LockKind Lock;

    /// <summary>The entry that a reader of the directory gets next, if it still exists.</summary>
    public Handle<DirectoryEntry> NextEntry;

    /// <summary>The least cookie of the entries that a reader of the directory has not got yet.</summary>
    public ulong NextCookie;
}

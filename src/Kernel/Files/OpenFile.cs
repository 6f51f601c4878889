using Hermit.Memory;

namespace Hermit.Files;

/// <summary>An open file description: what several descriptors of one <c>open</c> share.</summary>
internal struct OpenFile
{
    /// <summary>The file.</summary>
    public Handle<Inode> Inode;

    /// <summary>How it was opened.</summary>
    public OpenOptions Options;

    /// <summary>How many descriptors refer to it.</summary>
    public uint References;

    /// <summary>The position, in bytes.</summary>
    public long Position;

    /// <summary>Its lock on the whole file.</summary>
    public LockKind Lock;

    /// <summary>The entry that a reader of the directory gets next, if it still exists.</summary>
    public Handle<DirectoryEntry> NextEntry;

    /// <summary>The least cookie of the entries that a reader of the directory has not got yet.</summary>
    public ulong NextCookie;
}

namespace Hermit.Files;

/// <summary>One file of a cpio archive: where its parts are in the archive.</summary>
internal struct ArchiveEntry
{
    /// <summary>Type and permissions, as <c>inode(7)</c> has them.</summary>
    public uint Mode;

    /// <summary>When the file last changed, in seconds since 1970.</summary>
    public uint ModifyTime;

    /// <summary>Where the name starts.</summary>
    public int NameOffset;

    /// <summary>The length of the name, in bytes.</summary>
    public int NameLength;

    /// <summary>Where the content starts.</summary>
    public int DataOffset;

    /// <summary>The length of the content, in bytes.</summary>
    public int DataLength;
}

using Hermit.Memory;

namespace Hermit.Files;

/// <summary>Where a path leads.</summary>
internal struct PathTarget
{
    /// <summary>The directory that holds, or would hold, the last name.</summary>
    public Handle<Inode> Directory;

    /// <summary>What the path ends in.</summary>
    public PathEnd End;

    /// <summary>The last name, if the path ends in one.</summary>
    public FileName Name;

    /// <summary>The entry of that name; null if there is none.</summary>
    public Handle<DirectoryEntry> Entry;

    /// <summary>The file; null if the path leads nowhere yet.</summary>
    public Handle<Inode> Inode;

    /// <summary>Whether a slash follows the last name: only a directory may have it.</summary>
    public bool MustBeDirectory;

    /// <summary>Where the path went on behind a symbolic link that has to be followed, or -1: then <see cref="Inode"/> is the link.</summary>
    public int RestOfLink;
}

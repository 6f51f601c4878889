using Hermit.Memory;

namespace Hermit.Files;

/// <summary>A file, whatever its names. It lives as long as it has a name or is open.</summary>
internal struct Inode
{
    /// <summary>What it is.</summary>
    public FileKind Kind;

    /// <summary>What stands behind it, if it is a device.</summary>
    public DeviceKind Device;

    /// <summary>What makes its content when it is opened, if something does.</summary>
    public GeneratedFile Generated;

    /// <summary>The thread that its generated content is about.</summary>
    public uint GeneratedFor;

    /// <summary>Of a socket: what was bound to it, by the number that the layer above gave.</summary>
    public ulong Socket;

    /// <summary>Permission bits.</summary>
    public int Permissions;

    /// <summary>How many directory entries name it.</summary>
    public uint Links;

    /// <summary>How many open descriptions and mappings (or the working directory) use it.</summary>
    public uint Uses;

    /// <summary>How many mappings of the program show its pages, which stay what they are until there is none.</summary>
    public uint Views;

    /// <summary>See <see cref="FileStatus.Number"/>.</summary>
    public long Number;

    /// <summary>The size of the content, in bytes.</summary>
    public long Size;

    /// <inheritdoc cref="FileStatus.AccessTime"/>
    public long AccessTime;

    /// <inheritdoc cref="FileStatus.ModifyTime"/>
    public long ModifyTime;

    /// <inheritdoc cref="FileStatus.ChangeTime"/>
    public long ChangeTime;

    /// <inheritdoc cref="FileStatus.BirthTime"/>
    public long BirthTime;

    /// <summary>The bytes of a regular file, or the text of a symbolic link.</summary>
    public FileContent Content;

    /// <summary>The entries of a directory.</summary>
    public DirectoryContent Directory;

    /// <summary>The first of those that watch it.</summary>
    public WatchLink Watches;

    /// <summary>How many descriptions hold a shared lock.</summary>
    public uint SharedLocks;

    /// <summary>Whether a description holds an exclusive lock.</summary>
    public bool ExclusiveLock;
}

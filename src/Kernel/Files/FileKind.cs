namespace Hermit.Files;

/// <summary>What a file is. The values are those of the type field in a file's mode, shifted down (<c>inode(7)</c>): also the kinds of directory entries.</summary>
public enum FileKind : byte
{
    /// <summary>Nothing: not a file.</summary>
    None = 0,

    /// <summary>A pipe: bytes in order, no positions. A console that is not a terminal looks like one.</summary>
    Pipe = 1,

    /// <summary>A character device.</summary>
    CharacterDevice = 2,

    /// <summary>A directory.</summary>
    Directory = 4,

    /// <summary>A sequence of bytes.</summary>
    Regular = 8,

    /// <summary>A symbolic link.</summary>
    SymbolicLink = 10,

    /// <summary>A socket.</summary>
    Socket = 12,
}

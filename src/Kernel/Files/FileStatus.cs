namespace Hermit.Files;

/// <summary>What <c>stat</c> says of a file. Times are in units of 100 ns since 1970-01-01 UTC.</summary>
public struct FileStatus
{
    /// <summary>What the file is.</summary>
    public FileKind Kind;

    /// <summary>The permission bits, with set-user-ID, set-group-ID and sticky: the lower twelve of a mode.</summary>
    public int Permissions;

    /// <summary>A number that no other file of this machine ever has.</summary>
    public long Number;

    /// <summary>The size in bytes: content, or the text of a symbolic link.</summary>
    public long Size;

    /// <summary>How many names the file has.</summary>
    public uint Links;

    /// <summary>When it was last read.</summary>
    public long AccessTime;

    /// <summary>When its content last changed.</summary>
    public long ModifyTime;

    /// <summary>When its content or description last changed.</summary>
    public long ChangeTime;

    /// <summary>When it was made.</summary>
    public long BirthTime;
}

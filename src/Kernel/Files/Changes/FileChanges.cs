using System;

namespace Hermit.Files;

/// <summary>What can happen to a file, and how a watch is to look at it. The values are those of <c>inotify(7)</c>.</summary>
[Flags]
public enum FileChanges : uint
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>IN_ACCESS: it was read.</summary>
    Accessed = 1,

    /// <summary>IN_MODIFY: its content changed.</summary>
    Modified = 2,

    /// <summary>IN_ATTRIB: its permissions, times or number of names changed.</summary>
    Attributes = 4,

    /// <summary>IN_CLOSE_WRITE: it was closed by who could write it.</summary>
    ClosedAfterWriting = 8,

    /// <summary>IN_CLOSE_NOWRITE: it was closed by who could not write it.</summary>
    ClosedAfterReading = 0x10,

    /// <summary>IN_OPEN: it was opened.</summary>
    Opened = 0x20,

    /// <summary>IN_MOVED_FROM: a name was moved away from the directory.</summary>
    MovedFrom = 0x40,

    /// <summary>IN_MOVED_TO: a name was moved into the directory.</summary>
    MovedTo = 0x80,

    /// <summary>IN_CREATE: a name was made in the directory.</summary>
    Created = 0x100,

    /// <summary>IN_DELETE: a name was removed from the directory.</summary>
    Deleted = 0x200,

    /// <summary>IN_DELETE_SELF: the file itself is gone.</summary>
    DeletedSelf = 0x400,

    /// <summary>IN_MOVE_SELF: the file itself has another name.</summary>
    MovedSelf = 0x800,

    /// <summary>All of the above.</summary>
    All = 0xFFF,

    /// <summary>IN_Q_OVERFLOW: changes were lost.</summary>
    Overflow = 0x4000,

    /// <summary>IN_IGNORED: the watch has ended.</summary>
    Ignored = 0x8000,

    /// <summary>IN_ONLYDIR: the path must lead to a directory.</summary>
    OnlyDirectory = 0x0100_0000,

    /// <summary>IN_DONT_FOLLOW: a symbolic link is watched itself.</summary>
    NoFollow = 0x0200_0000,

    /// <summary>IN_EXCL_UNLINK: what is removed while open is not watched any more.</summary>
    ExcludeUnlinked = 0x0400_0000,

    /// <summary>IN_MASK_CREATE: it is an error when the file is watched already.</summary>
    MaskCreate = 0x1000_0000,

    /// <summary>IN_MASK_ADD: what is watched already stays watched.</summary>
    MaskAdd = 0x2000_0000,

    /// <summary>IN_ISDIR: it happened to a directory.</summary>
    IsDirectory = 0x4000_0000,

    /// <summary>IN_ONESHOT: the watch ends with its first event.</summary>
    OneShot = 0x8000_0000,
}

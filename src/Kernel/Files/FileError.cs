namespace Hermit.Files;

/// <summary>Why a file operation failed: the error numbers of Linux on x86-64 and arm64 (<c>errno(3)</c>), which the platform layer hands through.</summary>
public enum FileError
{
    /// <summary>It did not fail.</summary>
    None = 0,

    /// <summary>EPERM: the kind of file does not allow it, whoever asks.</summary>
    NotPermitted = 1,

    /// <summary>ENOENT: a name is not there.</summary>
    NotFound = 2,

    /// <summary>EIO: a device does not deliver.</summary>
    InputOutput = 5,

    /// <summary>EBADF: not an open descriptor, or not open for this.</summary>
    BadDescriptor = 9,

    /// <summary>EAGAIN: it would have to wait.</summary>
    WouldBlock = 11,

    /// <summary>ENOMEM: the kernel has no memory left for its own records.</summary>
    OutOfMemory = 12,

    /// <summary>EACCES: permission is denied.</summary>
    AccessDenied = 13,

    /// <summary>EBUSY: the directory is in use by the system.</summary>
    Busy = 16,

    /// <summary>EEXIST: the name is taken.</summary>
    AlreadyExists = 17,

    /// <summary>ENODEV: the file does not support the operation.</summary>
    NoDevice = 19,

    /// <summary>ENOTDIR: something other than a directory stands where a directory must.</summary>
    NotADirectory = 20,

    /// <summary>EISDIR: a directory stands where something else must.</summary>
    IsADirectory = 21,

    /// <summary>EINVAL: an argument makes no sense.</summary>
    Invalid = 22,

    /// <summary>EMFILE: every descriptor is in use.</summary>
    TooManyOpen = 24,

    /// <summary>EFBIG: larger than a file can be.</summary>
    TooLarge = 27,

    /// <summary>ENOSPC: the file system is full.</summary>
    NoSpace = 28,

    /// <summary>ESPIPE: the file has no positions.</summary>
    NotSeekable = 29,

    /// <summary>EMLINK: the file has as many names as it can.</summary>
    TooManyLinks = 31,

    /// <summary>ERANGE: the buffer is too small.</summary>
    OutOfRange = 34,

    /// <summary>ENAMETOOLONG: a name is longer than 255 bytes, or a path than 4095.</summary>
    NameTooLong = 36,

    /// <summary>ENOTEMPTY: the directory has entries.</summary>
    NotEmpty = 39,

    /// <summary>ELOOP: more symbolic links than may be followed, or one where none may be.</summary>
    TooManySymbolicLinks = 40,
}

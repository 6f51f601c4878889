using System;

namespace Hermit.Files;

/// <summary>How a file is opened.</summary>
[Flags]
public enum OpenOptions
{
    /// <summary>For nothing but its description.</summary>
    None = 0,

    /// <summary>For reading.</summary>
    Read = 1,

    /// <summary>For writing.</summary>
    Write = 2,

    /// <summary>Made if it is not there.</summary>
    Create = 4,

    /// <summary>With <see cref="Create"/>: an error if it is there.</summary>
    Exclusive = 8,

    /// <summary>Emptied, if it is a regular file and opened for writing.</summary>
    Truncate = 16,

    /// <summary>Every write goes to the end.</summary>
    Append = 32,

    /// <summary>An error if it is a symbolic link.</summary>
    NoFollow = 64,

    /// <summary>An error unless it is a directory.</summary>
    Directory = 128,
}

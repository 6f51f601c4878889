namespace Hermit.Files;

/// <summary>What a file says whose content is made when it is opened (<c>proc(5)</c>).</summary>
internal enum GeneratedFile : byte
{
    /// <summary>Nothing: the file has its own content.</summary>
    None,

    /// <summary>The process, or a thread of it, in one line of numbers.</summary>
    Statistics,

    /// <summary>The process, for people.</summary>
    Status,

    /// <summary>The sizes of the process, in pages.</summary>
    Sizes,

    /// <summary>The arguments, each ended by a zero.</summary>
    CommandLine,

    /// <summary>The name of the program.</summary>
    Name,

    /// <summary>What is where in the address space.</summary>
    Mappings,

    /// <summary>A directory with one entry for each thread.</summary>
    Threads,

    /// <summary>The memory of the machine.</summary>
    Memory,

    /// <summary>How long the machine has run, and been idle.</summary>
    Uptime,

    /// <summary>What the layer above supplies, by a number.</summary>
    Supplied,
}

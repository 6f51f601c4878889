using Hermit.Files;

namespace Hermit.Platform;

/// <summary>A range of addresses that <c>mmap</c> gave out.</summary>
internal struct Mapping
{
    /// <summary>The first address.</summary>
    public nuint Start;

    /// <summary>The size, in bytes: whole pages.</summary>
    public nuint Bytes;

    /// <summary>The pages of a file that it shares; none for memory of its own.</summary>
    public FileView View;

    /// <summary>The handle of the mapping with the next higher addresses, as a number.</summary>
    public ulong Next;

    /// <summary>The address after the last.</summary>
    public readonly nuint End => Start + Bytes;
}

using System;

using Hermit.Memory;
using Hermit.Scheduling;

namespace Hermit.Descriptors;

/// <summary>A pipe: bytes in a ring, and who waits for them or for room.</summary>
internal struct Pipe
{
    /// <summary>How many bytes a new pipe holds, as on Linux.</summary>
    public const int DefaultCapacity = 16 * Page.Bytes;

    /// <summary>What is written in one piece, or not at all (POSIX: PIPE_BUF).</summary>
    public const int AtomicBytes = 4096;

    /// <summary>What is in it.</summary>
    public PagedByteRing Bytes;

    /// <summary>How many bytes it holds.</summary>
    public int Capacity;

    /// <summary>Whether somebody can still read, and write.</summary>
    public bool HasReader, HasWriter;

    /// <summary>Woken when there is something to read, or nobody writes any more.</summary>
    public WaitQueue Readers;

    /// <summary>Woken when there is room, or nobody reads any more.</summary>
    public WaitQueue Writers;

    /// <summary>How many more bytes fit.</summary>
    public readonly int Room => Math.Max(Capacity - Bytes.Count, 0);

    /// <summary>Whether a write of so many bytes would do something.</summary>
    public readonly bool Takes(int bytes) => bytes <= AtomicBytes ? Room >= bytes : Room > 0;
}

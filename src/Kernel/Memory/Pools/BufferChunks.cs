using System.Runtime.CompilerServices;

namespace Hermit.Memory;

/// <summary>The addresses of the chunks of a buffer pool.</summary>
[InlineArray(Length)]
internal struct BufferChunks
{
    /// <summary>How many chunks a pool may have: of 128 KiB each, so 128 MiB in all.</summary>
    public const int Length = 1024;

    /// <summary>The first address.</summary>
    public nuint First;
}

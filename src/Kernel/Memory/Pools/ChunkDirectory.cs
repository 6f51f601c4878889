using System.Runtime.CompilerServices;

namespace Hermit.Memory;

/// <summary>The directory pages of a buffer pool: each holds the addresses of 512 chunks.</summary>
[InlineArray(Length)]
internal struct ChunkDirectory
{
    /// <summary>How many directory pages a pool may have.</summary>
    public const int Length = 64;

    private nuint _page;
}

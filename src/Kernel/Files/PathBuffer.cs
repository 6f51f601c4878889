using System.Runtime.CompilerServices;

namespace Hermit.Files;

/// <summary>Room for a path.</summary>
[InlineArray(Capacity)]
internal struct PathBuffer
{
    /// <summary>The longest path, in bytes, with the zero that ends it in C (<c>PATH_MAX</c>).</summary>
    public const int Capacity = 4096;

    private byte _first;
}

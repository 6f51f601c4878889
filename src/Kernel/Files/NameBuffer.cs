using System.Runtime.CompilerServices;

namespace Hermit.Files;

/// <summary>Room for the name of a directory entry.</summary>
[InlineArray(Capacity)]
internal struct NameBuffer
{
    /// <summary>The longest name, in bytes (<c>NAME_MAX</c>).</summary>
    public const int Capacity = 255;

    private byte _first;
}

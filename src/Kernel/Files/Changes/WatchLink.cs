using Hermit.Memory;

namespace Hermit.Files;

/// <summary>
/// A handle to a watch as a field of the records that handles of this type lead to: the host's runtime loads no structure that has a field of a
/// generic type over the structure itself.
/// </summary>
internal readonly struct WatchLink
{
    private readonly ulong _bits;

    private WatchLink(ulong bits)
    {
        _bits = bits;
    }

    /// <summary>Whether it leads nowhere.</summary>
    public bool IsNull => _bits == 0;

    /// <summary>Keeps a handle.</summary>
    public static implicit operator WatchLink(Handle<Watch> handle) => new(handle.ToBits());

    /// <summary>Gives the handle back.</summary>
    public static implicit operator Handle<Watch>(WatchLink link) => Handle<Watch>.FromBits(link._bits);

    /// <summary>Whether it leads to the same as a handle.</summary>
    public bool Equals(Handle<Watch> other) => _bits == other.ToBits();
}

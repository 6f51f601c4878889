using Hermit.Memory;

namespace Hermit.Files;

/// <summary>
/// A handle to a change as a field of the records that handles of this type lead to: the host's runtime loads no structure that has a field of a
/// generic type over the structure itself.
/// </summary>
internal readonly struct ChangeLink
{
    private readonly ulong _bits;

    private ChangeLink(ulong bits)
    {
        _bits = bits;
    }

    /// <summary>Whether it leads nowhere.</summary>
    public bool IsNull => _bits == 0;

    /// <summary>Keeps a handle.</summary>
    public static implicit operator ChangeLink(Handle<Change> handle) => new(handle.ToBits());

    /// <summary>Gives the handle back.</summary>
    public static implicit operator Handle<Change>(ChangeLink link) => Handle<Change>.FromBits(link._bits);

    /// <summary>Whether it leads to the same as a handle.</summary>
    public bool Equals(Handle<Change> other) => _bits == other.ToBits();
}

using Hermit.Memory;

namespace Hermit.Descriptors;

/// <summary>
/// A handle to a file as a field of the records that handles of this type lead to: the host's runtime loads no structure that has a field of a
/// generic type over the structure itself.
/// </summary>
internal readonly struct RegistrationLink
{
    private readonly ulong _bits;

    private RegistrationLink(ulong bits)
    {
        _bits = bits;
    }

    /// <summary>Whether it leads nowhere.</summary>
    public bool IsNull => _bits == 0;

    /// <summary>Keeps a handle.</summary>
    public static implicit operator RegistrationLink(Handle<Registration> handle) => new(handle.ToBits());

    /// <summary>Gives the handle back.</summary>
    public static implicit operator Handle<Registration>(RegistrationLink link) => Handle<Registration>.FromBits(link._bits);

    /// <summary>Whether it leads to the same as a handle.</summary>
    public bool Equals(Handle<Registration> other) => _bits == other.ToBits();
}

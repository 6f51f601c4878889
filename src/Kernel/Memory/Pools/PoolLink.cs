using System;

namespace Hermit.Memory;

#pragma warning disable CS0660, CS0661 // the kernel's Object has no Equals and GetHashCode to override
/// <summary>
/// Names a slot of a pool, whatever lives in it: half a handle, for links between values that one lock guards and that are unlinked before they are
/// freed. The default link leads nowhere. It says nothing of the pool or the type, since the host's runtime loads no structure that has a field of a
/// generic type over the structure itself; a link into the wrong pool, or to a slot that was freed, still finds a valid value or panics.
/// </summary>
public readonly struct PoolLink : IEquatable<PoolLink>
{
    // The index plus one.
    private readonly uint _value;

    internal PoolLink(uint index)
    {
        _value = index + 1;
    }

    /// <summary>Whether it leads nowhere.</summary>
    public bool IsNone => _value == 0;

    internal uint Index => _value - 1;

    /// <summary>Whether two links lead to the same slot.</summary>
    public static bool operator ==(PoolLink left, PoolLink right) => left._value == right._value;

    /// <summary>Whether two links lead to different slots.</summary>
    public static bool operator !=(PoolLink left, PoolLink right) => left._value != right._value;

    /// <inheritdoc/>
    public bool Equals(PoolLink other) => _value == other._value;
}

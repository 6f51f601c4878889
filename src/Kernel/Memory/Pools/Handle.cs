using System;

namespace Hermit.Memory;

/// <summary>
/// Names one allocation of a <see cref="Pool{T}"/>: the slot, and which of the slot's successive lives is meant. The default handle names nothing.
/// A handle may outlive what it names: the pool tells a stale one from a live one.
/// </summary>
public readonly struct Handle<T> : IEquatable<Handle<T>>
{
    private readonly uint _index;
    private readonly uint _generation;

    internal Handle(uint index, uint generation)
    {
        _index = index;
        _generation = generation;
    }

    /// <summary>Whether the handle names nothing.</summary>
    public bool IsNull => _generation == 0;

    /// <summary>The slot that the handle names, without its generation.</summary>
    public PoolLink Link => IsNull ? default : new PoolLink(_index);

    internal uint Index => _index;

    internal uint Generation => _generation;

    /// <summary>The handle that <see cref="ToBits"/> turned into <paramref name="bits"/>. Any other number gives a handle that pools find stale.</summary>
    public static Handle<T> FromBits(ulong bits) => new((uint)bits, (uint)(bits >> 32));

    /// <summary>The handle as a number: 0 for the default handle only.</summary>
    public ulong ToBits() => ((ulong)_generation << 32) | _index;

    /// <inheritdoc/>
    public bool Equals(Handle<T> other) => _index == other._index && _generation == other._generation;
}

using Hermit.Memory;

namespace Hermit.Files;

/// <summary>Names a queue of changes. It may outlive it: using it then is an error value.</summary>
public readonly struct ChangeHandle
{
    private readonly ulong _bits;

    private ChangeHandle(ulong bits)
    {
        _bits = bits;
    }

    internal ChangeHandle(Handle<ChangeQueue> handle)
    {
        _bits = handle.ToBits();
    }

    internal Handle<ChangeQueue> Handle => Handle<ChangeQueue>.FromBits(_bits);

    /// <summary>The handle that <see cref="ToBits"/> turned into <paramref name="bits"/>.</summary>
    public static ChangeHandle FromBits(ulong bits) => new(bits);

    /// <summary>The handle as a number.</summary>
    public ulong ToBits() => _bits;
}

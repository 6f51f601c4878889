using Hermit.Memory;

namespace Hermit.Net;

/// <summary>Names a listener from records that a listener itself names: as a number, for the reason of <see cref="ConnectionReference"/>.</summary>
internal readonly struct ListenerReference
{
    private readonly ulong _bits;

    private ListenerReference(ulong bits) => _bits = bits;

    /// <summary>Whether it names nothing.</summary>
    public bool IsNull => _bits == 0;

    /// <summary>The reference that a handle is.</summary>
    public static implicit operator ListenerReference(Handle<TcpListener> handle) => new(handle.ToBits());

    /// <summary>The handle that a reference is.</summary>
    public static implicit operator Handle<TcpListener>(ListenerReference reference) => Handle<TcpListener>.FromBits(reference._bits);
}

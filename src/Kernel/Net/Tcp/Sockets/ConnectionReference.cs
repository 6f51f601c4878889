using Hermit.Memory;

namespace Hermit.Net;

/// <summary>
/// Names a connection from a part of a connection: as a number, because .NET cannot lay out structures that have themselves as a type argument further in.
/// </summary>
internal readonly struct ConnectionReference
{
    private readonly ulong _bits;

    private ConnectionReference(ulong bits) => _bits = bits;

    /// <summary>Whether it names nothing.</summary>
    public bool IsNull => _bits == 0;

    /// <summary>The reference that a handle is.</summary>
    public static implicit operator ConnectionReference(Handle<TcpConnection> handle) => new(handle.ToBits());

    /// <summary>The handle that a reference is.</summary>
    public static implicit operator Handle<TcpConnection>(ConnectionReference reference) => Handle<TcpConnection>.FromBits(reference._bits);
}

using System;
using System.Runtime.CompilerServices;

namespace Hermit.Cryptography;

/// <summary>A keyed digest in the making (RFC 2104, FIPS 198-1): a plain value, of which a copy goes on by itself. It holds what the key became.</summary>
public struct Hmac
{
    private Digest _innerKeyed;
    private Digest _outerKeyed;
    private Digest _inner;

    /// <summary>Begins with a key of any length.</summary>
    /// <param name="algorithm">A digest of a fixed length.</param>
    /// <param name="key">The key, which is not kept.</param>
    public Hmac(DigestAlgorithm algorithm, scoped ReadOnlySpan<byte> key)
    {
        const byte InnerPad = 0x36;
        const byte OuterPad = 0x5C;

        Span<byte> block = stackalloc byte[DigestAlgorithms.MostBlockBytes];
        block = block.Slice(0, algorithm.BlockBytes());
        block.Clear();
        _innerKeyed = new Digest(algorithm);
        if (key.Length > block.Length)
        {
            _innerKeyed.Append(key);
            _innerKeyed.Finish(block.Slice(0, algorithm.HashBytes()));
            _innerKeyed.Begin();
        }
        else
        {
            key.CopyTo(block);
        }

        foreach (ref byte value in block)
        {
            value ^= InnerPad;
        }

        _innerKeyed.Append(block);
        foreach (ref byte value in block)
        {
            value ^= InnerPad ^ OuterPad;
        }

        _outerKeyed = new Digest(algorithm);
        _outerKeyed.Append(block);
        block.Clear();
        _inner = _innerKeyed;
    }

    /// <summary>Which digest it is made with.</summary>
    public readonly DigestAlgorithm Algorithm => _outerKeyed.Algorithm;

    /// <summary>Forgets the data but not the key.</summary>
    public void Begin() => _inner = _innerKeyed;

    /// <summary>Takes in data, in pieces of any length.</summary>
    public void Append(scoped ReadOnlySpan<byte> data) => _inner.Append(data);

    /// <summary>Ends the code and writes it; <see cref="Begin"/> makes it usable again.</summary>
    /// <param name="code">Of the digest's length.</param>
    public void Finish(scoped Span<byte> code)
    {
        code = code.Slice(0, Algorithm.HashBytes());
        _inner.Finish(code);
        Digest outer = _outerKeyed;
        outer.Append(code);
        outer.Finish(code);
        outer.Clear();
    }

    /// <summary>The code of the data so far; more can follow.</summary>
    /// <param name="code">Of the digest's length.</param>
    public readonly void Current(scoped Span<byte> code)
    {
        Hmac copy = this;
        copy.Finish(code);
        copy.Clear();
    }

    /// <summary>Overwrites all of it, the key's traces too. What is left takes no data.</summary>
    // Not inlined: the compiler shall not see that nobody reads what is written here.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Clear() => this = default;
}

using System;

namespace Hermit.Cryptography;

/// <summary>Keys from keys: HKDF (RFC 5869).</summary>
public static class ExpandedKey
{
    private const int MostBlocks = 255;

    /// <summary>Concentrates what is unforeseeable in <paramref name="material"/> into a key of the digest's length.</summary>
    /// <param name="algorithm">A digest of a fixed length.</param>
    /// <param name="material">What the key is made of.</param>
    /// <param name="salt">The salt, which may be empty.</param>
    /// <param name="key">Receives the key.</param>
    public static void Extract(DigestAlgorithm algorithm, ReadOnlySpan<byte> material, ReadOnlySpan<byte> salt, Span<byte> key)
    {
        var hmac = new Hmac(algorithm, salt);
        hmac.Append(material);
        hmac.Finish(key);
        hmac.Clear();
    }

    /// <summary>Makes one key into as many bytes as are wanted; <see langword="false"/> if those are more than it can give.</summary>
    /// <param name="algorithm">A digest of a fixed length.</param>
    /// <param name="key">The key, of the digest's length or longer.</param>
    /// <param name="info">What the bytes are for; it does not overlap with <paramref name="output"/>.</param>
    /// <param name="output">Receives the bytes, at most 255 times the digest's length.</param>
    public static bool TryExpand(DigestAlgorithm algorithm, ReadOnlySpan<byte> key, ReadOnlySpan<byte> info, Span<byte> output)
    {
        Span<byte> block = stackalloc byte[DigestAlgorithms.MostHashBytes + 1];
        block = block.Slice(0, algorithm.HashBytes() + 1);
        Span<byte> hash = block.Slice(0, block.Length - 1);
        if (output.Length > MostBlocks * hash.Length)
        {
            return false;
        }

        var hmac = new Hmac(algorithm, key);
        for (byte number = 1; !output.IsEmpty; number++)
        {
            hmac.Begin();
            if (number > 1)
            {
                hmac.Append(hash);
            }

            hmac.Append(info);
            block[hash.Length] = number;
            hmac.Append(block.Slice(hash.Length));
            hmac.Finish(hash);
            int count = Math.Min(hash.Length, output.Length);
            hash.Slice(0, count).CopyTo(output);
            output = output.Slice(count);
        }

        block.Clear();
        hmac.Clear();
        return true;
    }
}

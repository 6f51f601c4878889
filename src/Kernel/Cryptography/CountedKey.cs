using System;
using System.Buffers.Binary;

namespace Hermit.Cryptography;

/// <summary>Keys from keys: HMAC in counter mode, with counter and length in 32 bits (SP 800-108, 4.1).</summary>
public static class CountedKey
{
    // The length is counted in bits.
    private const int MostBytes = int.MaxValue / 8;

    /// <summary>Makes one key into as many bytes as are wanted; <see langword="false"/> if those are more than it can give.</summary>
    /// <param name="algorithm">A digest of a fixed length.</param>
    /// <param name="key">The key, of any length.</param>
    /// <param name="label">What the bytes are for; it does not overlap with <paramref name="output"/>.</param>
    /// <param name="context">Who they are for; it does not overlap with <paramref name="output"/>.</param>
    /// <param name="output">Receives the bytes.</param>
    public static bool TryDerive(
        DigestAlgorithm algorithm, ReadOnlySpan<byte> key, ReadOnlySpan<byte> label, ReadOnlySpan<byte> context, Span<byte> output)
    {
        if (output.Length > MostBytes)
        {
            return false;
        }

        Span<byte> hash = stackalloc byte[DigestAlgorithms.MostHashBytes];
        hash = hash.Slice(0, algorithm.HashBytes());
        Span<byte> counter = stackalloc byte[sizeof(uint)];
        Span<byte> separatorAndLength = stackalloc byte[1 + sizeof(uint)];
        separatorAndLength[0] = 0;
        BinaryPrimitives.WriteUInt32BigEndian(separatorAndLength.Slice(1), (uint)output.Length * 8);
        var hmac = new Hmac(algorithm, key);
        for (uint number = 1; !output.IsEmpty; number++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(counter, number);
            hmac.Begin();
            hmac.Append(counter);
            hmac.Append(label);
            hmac.Append(separatorAndLength.Slice(0, 1));
            hmac.Append(context);
            hmac.Append(separatorAndLength.Slice(1));
            hmac.Finish(hash);
            int count = Math.Min(hash.Length, output.Length);
            hash.Slice(0, count).CopyTo(output);
            output = output.Slice(count);
        }

        hash.Clear();
        hmac.Clear();
        return true;
    }
}

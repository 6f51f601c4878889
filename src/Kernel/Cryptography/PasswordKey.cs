using System;
using System.Buffers.Binary;

namespace Hermit.Cryptography;

/// <summary>Keys from passwords: PBKDF2 with HMAC (RFC 8018, 5.2).</summary>
public static class PasswordKey
{
    /// <summary>Fills <paramref name="key"/> with what the password and the salt give after so many iterations.</summary>
    /// <param name="algorithm">A digest of a fixed length.</param>
    /// <param name="password">The password.</param>
    /// <param name="salt">The salt.</param>
    /// <param name="iterations">At least 1.</param>
    /// <param name="key">Receives the key, of any length.</param>
    public static void Derive(DigestAlgorithm algorithm, ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int iterations, Span<byte> key)
    {
        var hmac = new Hmac(algorithm, password);
        Span<byte> sum = stackalloc byte[DigestAlgorithms.MostHashBytes];
        Span<byte> step = stackalloc byte[DigestAlgorithms.MostHashBytes];
        sum = sum.Slice(0, algorithm.HashBytes());
        step = step.Slice(0, sum.Length);
        for (uint number = 1; !key.IsEmpty; number++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(sum, number);
            hmac.Begin();
            hmac.Append(salt);
            hmac.Append(sum.Slice(0, sizeof(uint)));
            hmac.Finish(sum);
            sum.CopyTo(step);
            for (int i = 1; i < iterations; i++)
            {
                hmac.Begin();
                hmac.Append(step);
                hmac.Finish(step);
                for (int j = 0; j < sum.Length; j++)
                {
                    sum[j] ^= step[j];
                }
            }

            int count = Math.Min(key.Length, sum.Length);
            sum.Slice(0, count).CopyTo(key);
            key = key.Slice(count);
        }

        sum.Clear();
        step.Clear();
        hmac.Clear();
    }
}

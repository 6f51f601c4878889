using System;
using System.Buffers.Binary;
using System.Numerics;

namespace Hermit.Cryptography;

/// <summary>The permutation Keccak-f[1600] and the sponge over it (FIPS 202, 3 and 4).</summary>
internal static class Keccak
{
    /// <summary>The state: five times five lanes of 64 bits, the first row first.</summary>
    public const int Lanes = 25;

    private static ReadOnlySpan<ulong> RoundConstants =>
    [
        0x0000_0000_0000_0001, 0x0000_0000_0000_8082, 0x8000_0000_0000_808A, 0x8000_0000_8000_8000,
        0x0000_0000_0000_808B, 0x0000_0000_8000_0001, 0x8000_0000_8000_8081, 0x8000_0000_0000_8009,
        0x0000_0000_0000_008A, 0x0000_0000_0000_0088, 0x0000_0000_8000_8009, 0x0000_0000_8000_000A,
        0x0000_0000_8000_808B, 0x8000_0000_0000_008B, 0x8000_0000_0000_8089, 0x8000_0000_0000_8003,
        0x8000_0000_0000_8002, 0x8000_0000_0000_0080, 0x0000_0000_0000_800A, 0x8000_0000_8000_000A,
        0x8000_0000_8000_8081, 0x8000_0000_0000_8080, 0x0000_0000_8000_0001, 0x8000_0000_8000_8008,
    ];

    /// <summary>Takes in whole blocks of <paramref name="rate"/> bytes.</summary>
    public static void Absorb(Span<ulong> state, ReadOnlySpan<byte> blocks, int rate)
    {
        for (; blocks.Length >= rate; blocks = blocks.Slice(rate))
        {
            for (int i = 0; i < rate / sizeof(ulong); i++)
            {
                state[i] ^= BinaryPrimitives.ReadUInt64LittleEndian(blocks.Slice(sizeof(ulong) * i));
            }

            Permute(state);
        }
    }

    /// <summary>Writes a block of output: its length is the rate.</summary>
    public static void Extract(ReadOnlySpan<ulong> state, Span<byte> block)
    {
        for (int i = 0; i < block.Length / sizeof(ulong); i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(block.Slice(sizeof(ulong) * i), state[i]);
        }
    }

    /// <summary>The permutation.</summary>
    public static void Permute(Span<ulong> state)
    {
        foreach (ulong constant in RoundConstants)
        {
            Theta(state);
            RhoAndPi(state);
            Chi(state);
            state[0] ^= constant;
        }
    }

    private static void Theta(Span<ulong> state)
    {
        ulong a = state[0] ^ state[5] ^ state[10] ^ state[15] ^ state[20];
        ulong b = state[1] ^ state[6] ^ state[11] ^ state[16] ^ state[21];
        ulong c = state[2] ^ state[7] ^ state[12] ^ state[17] ^ state[22];
        ulong d = state[3] ^ state[8] ^ state[13] ^ state[18] ^ state[23];
        ulong e = state[4] ^ state[9] ^ state[14] ^ state[19] ^ state[24];
        ulong first = e ^ BitOperations.RotateLeft(b, 1);
        ulong second = a ^ BitOperations.RotateLeft(c, 1);
        ulong third = b ^ BitOperations.RotateLeft(d, 1);
        ulong fourth = c ^ BitOperations.RotateLeft(e, 1);
        ulong fifth = d ^ BitOperations.RotateLeft(a, 1);
        for (Span<ulong> rows = state; rows.Length >= 5; rows = rows.Slice(5))
        {
            rows[0] ^= first;
            rows[1] ^= second;
            rows[2] ^= third;
            rows[3] ^= fourth;
            rows[4] ^= fifth;
        }
    }

    // Backwards along the cycle of lanes, so that each is read before it is written.
    private static void RhoAndPi(Span<ulong> state)
    {
        ulong overwritten = state[1];
        state[1] = BitOperations.RotateLeft(state[6], 44);
        state[6] = BitOperations.RotateLeft(state[9], 20);
        state[9] = BitOperations.RotateLeft(state[22], 61);
        state[22] = BitOperations.RotateLeft(state[14], 39);
        state[14] = BitOperations.RotateLeft(state[20], 18);
        state[20] = BitOperations.RotateLeft(state[2], 62);
        state[2] = BitOperations.RotateLeft(state[12], 43);
        state[12] = BitOperations.RotateLeft(state[13], 25);
        state[13] = BitOperations.RotateLeft(state[19], 8);
        state[19] = BitOperations.RotateLeft(state[23], 56);
        state[23] = BitOperations.RotateLeft(state[15], 41);
        state[15] = BitOperations.RotateLeft(state[4], 27);
        state[4] = BitOperations.RotateLeft(state[24], 14);
        state[24] = BitOperations.RotateLeft(state[21], 2);
        state[21] = BitOperations.RotateLeft(state[8], 55);
        state[8] = BitOperations.RotateLeft(state[16], 45);
        state[16] = BitOperations.RotateLeft(state[5], 36);
        state[5] = BitOperations.RotateLeft(state[3], 28);
        state[3] = BitOperations.RotateLeft(state[18], 21);
        state[18] = BitOperations.RotateLeft(state[17], 15);
        state[17] = BitOperations.RotateLeft(state[11], 10);
        state[11] = BitOperations.RotateLeft(state[7], 6);
        state[7] = BitOperations.RotateLeft(state[10], 3);
        state[10] = BitOperations.RotateLeft(overwritten, 1);
    }

    private static void Chi(Span<ulong> state)
    {
        for (Span<ulong> rows = state; rows.Length >= 5; rows = rows.Slice(5))
        {
            ulong first = rows[0];
            ulong second = rows[1];
            rows[0] = first ^ (~second & rows[2]);
            rows[1] = second ^ (~rows[2] & rows[3]);
            rows[2] ^= ~rows[3] & rows[4];
            rows[3] ^= ~rows[4] & first;
            rows[4] ^= ~first & second;
        }
    }
}

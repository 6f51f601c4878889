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

    // Along the cycle that pi moves lanes in: by how much rho turns each, and where it goes.
    private static ReadOnlySpan<byte> Turns => [1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44];

    private static ReadOnlySpan<byte> Targets => [10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1];

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
        Span<ulong> row = stackalloc ulong[5];
        foreach (ulong constant in RoundConstants)
        {
            Theta(state, row);
            RhoAndPi(state);
            Chi(state, row);
            state[0] ^= constant;
        }

        row.Clear();
    }

    private static void Theta(Span<ulong> state, Span<ulong> parity)
    {
        for (int x = 0; x < 5; x++)
        {
            parity[x] = state[x] ^ state[x + 5] ^ state[x + 10] ^ state[x + 15] ^ state[x + 20];
        }

        for (int x = 0; x < 5; x++)
        {
            ulong mixed = parity[x == 0 ? 4 : x - 1] ^ BitOperations.RotateLeft(parity[x == 4 ? 0 : x + 1], 1);
            for (int y = 0; y < Lanes; y += 5)
            {
                state[x + y] ^= mixed;
            }
        }
    }

    private static void RhoAndPi(Span<ulong> state)
    {
        ulong moved = state[1];
        for (int i = 0; i < Targets.Length; i++)
        {
            ref ulong target = ref state[Targets[i]];
            ulong next = target;
            target = BitOperations.RotateLeft(moved, Turns[i]);
            moved = next;
        }
    }

    private static void Chi(Span<ulong> state, Span<ulong> row)
    {
        for (int y = 0; y < Lanes; y += 5)
        {
            state.Slice(y, 5).CopyTo(row);
            for (int x = 0; x < 5; x++)
            {
                state[x + y] ^= ~row[x == 4 ? 0 : x + 1] & row[x >= 3 ? x - 3 : x + 2];
            }
        }
    }
}

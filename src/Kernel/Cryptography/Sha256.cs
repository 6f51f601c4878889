using System;
using System.Buffers.Binary;
using System.Numerics;

namespace Hermit.Cryptography;

/// <summary>SHA-256's compression function (FIPS 180-4, 6.2).</summary>
internal static class Sha256
{
    private const int BlockBytes = 64;
    private const int Rounds = 64;

    /// <summary>The state before all data.</summary>
    public static void Begin(Span<ulong> state)
    {
        // The upper halves of those of SHA-512: both are the first bits of the same roots.
        Sha512.Begin(state);
        for (int i = 0; i < 8; i++)
        {
            state[i] >>= 32;
        }
    }

    /// <summary>Takes in whole blocks.</summary>
    public static void Compress(Span<ulong> state, ReadOnlySpan<byte> blocks)
    {
        Span<uint> schedule = stackalloc uint[Rounds];
        for (; blocks.Length >= BlockBytes; blocks = blocks.Slice(BlockBytes))
        {
            Expand(schedule, blocks);
            Mix(state, schedule);
        }

        schedule.Clear();
    }

    private static void Expand(Span<uint> schedule, ReadOnlySpan<byte> block)
    {
        for (int i = 0; i < 16; i++)
        {
            schedule[i] = BinaryPrimitives.ReadUInt32BigEndian(block.Slice(sizeof(uint) * i));
        }

        for (int i = 16; i < schedule.Length; i++)
        {
            uint early = schedule[i - 15];
            uint late = schedule[i - 2];
            early = BitOperations.RotateRight(early, 7) ^ BitOperations.RotateRight(early, 18) ^ (early >> 3);
            late = BitOperations.RotateRight(late, 17) ^ BitOperations.RotateRight(late, 19) ^ (late >> 10);
            schedule[i] = schedule[i - 16] + early + schedule[i - 7] + late;
        }
    }

    private static void Mix(Span<ulong> state, ReadOnlySpan<uint> schedule)
    {
        uint a = (uint)state[0];
        uint b = (uint)state[1];
        uint c = (uint)state[2];
        uint d = (uint)state[3];
        uint e = (uint)state[4];
        uint f = (uint)state[5];
        uint g = (uint)state[6];
        uint h = (uint)state[7];
        for (int i = 0; i < schedule.Length; i++)
        {
            uint first = h + (BitOperations.RotateRight(e, 6) ^ BitOperations.RotateRight(e, 11) ^ BitOperations.RotateRight(e, 25))
                + (g ^ (e & (f ^ g))) + (uint)(Sha512.RoundConstants[i] >> 32) + schedule[i];
            uint second = (BitOperations.RotateRight(a, 2) ^ BitOperations.RotateRight(a, 13) ^ BitOperations.RotateRight(a, 22))
                + ((a & b) | (c & (a | b)));
            h = g;
            g = f;
            f = e;
            e = d + first;
            d = c;
            c = b;
            b = a;
            a = first + second;
        }

        state[0] = (uint)state[0] + a;
        state[1] = (uint)state[1] + b;
        state[2] = (uint)state[2] + c;
        state[3] = (uint)state[3] + d;
        state[4] = (uint)state[4] + e;
        state[5] = (uint)state[5] + f;
        state[6] = (uint)state[6] + g;
        state[7] = (uint)state[7] + h;
    }
}

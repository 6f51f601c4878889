using System;
using System.Buffers.Binary;
using System.Numerics;

namespace Hermit.Cryptography;

/// <summary>SHA-1's compression function (FIPS 180-4, 6.1). Collisions are known; WebSocket's handshake and old HMACs do not mind.</summary>
internal static class Sha1
{
    private const int BlockBytes = 64;
    private const int Rounds = 80;

    /// <summary>The state before all data.</summary>
    public static void Begin(Span<ulong> state)
    {
        state[0] = 0x6745_2301;
        state[1] = 0xEFCD_AB89;
        state[2] = 0x98BA_DCFE;
        state[3] = 0x1032_5476;
        state[4] = 0xC3D2_E1F0;
    }

    /// <summary>Takes in whole blocks.</summary>
    public static void Compress(Span<ulong> state, ReadOnlySpan<byte> blocks)
    {
        Span<uint> schedule = stackalloc uint[Rounds];
        for (; blocks.Length >= BlockBytes; blocks = blocks.Slice(BlockBytes))
        {
            Expand(schedule, blocks);
            uint a = (uint)state[0];
            uint b = (uint)state[1];
            uint c = (uint)state[2];
            uint d = (uint)state[3];
            uint e = (uint)state[4];
            for (int i = 0; i < schedule.Length; i++)
            {
                uint sum = BitOperations.RotateLeft(a, 5) + Mix(i, b, c, d) + e + schedule[i];
                e = d;
                d = c;
                c = BitOperations.RotateLeft(b, 30);
                b = a;
                a = sum;
            }

            state[0] = (uint)state[0] + a;
            state[1] = (uint)state[1] + b;
            state[2] = (uint)state[2] + c;
            state[3] = (uint)state[3] + d;
            state[4] = (uint)state[4] + e;
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
            schedule[i] = BitOperations.RotateLeft(schedule[i - 3] ^ schedule[i - 8] ^ schedule[i - 14] ^ schedule[i - 16], 1);
        }
    }

    private static uint Mix(int round, uint b, uint c, uint d)
    {
        if (round < 20)
        {
            return (d ^ (b & (c ^ d))) + 0x5A82_7999;
        }

        if (round < 40)
        {
            return (b ^ c ^ d) + 0x6ED9_EBA1;
        }

        return round < 60 ? ((b & c) | (d & (b | c))) + 0x8F1B_BCDC : (b ^ c ^ d) + 0xCA62_C1D6;
    }
}

using System;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

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
            for (int i = 0; i < 20; i++)
            {
                Turn(ref a, ref b, ref c, ref d, ref e, (d ^ (b & (c ^ d))) + 0x5A82_7999 + schedule[i]);
            }

            for (int i = 20; i < 40; i++)
            {
                Turn(ref a, ref b, ref c, ref d, ref e, (b ^ c ^ d) + 0x6ED9_EBA1 + schedule[i]);
            }

            for (int i = 40; i < 60; i++)
            {
                Turn(ref a, ref b, ref c, ref d, ref e, ((b & c) | (d & (b | c))) + 0x8F1B_BCDC + schedule[i]);
            }

            for (int i = 60; i < Rounds; i++)
            {
                Turn(ref a, ref b, ref c, ref d, ref e, (b ^ c ^ d) + 0xCA62_C1D6 + schedule[i]);
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn(ref uint a, ref uint b, ref uint c, ref uint d, ref uint e, uint mixed)
    {
        uint sum = BitOperations.RotateLeft(a, 5) + e + mixed;
        e = d;
        d = c;
        c = BitOperations.RotateLeft(b, 30);
        b = a;
        a = sum;
    }
}

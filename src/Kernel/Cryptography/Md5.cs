using System;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hermit.Cryptography;

/// <summary>MD5's compression function (RFC 1321, 3.4). Broken as a digest, and asked for by protocols that do not need one.</summary>
internal static class Md5
{
    private const int BlockBytes = 64;

    // 2^32 |sin(i + 1)|.
    private static ReadOnlySpan<uint> Sines =>
    [
        0xD76AA478, 0xE8C7B756, 0x242070DB, 0xC1BDCEEE, 0xF57C0FAF, 0x4787C62A, 0xA8304613, 0xFD469501,
        0x698098D8, 0x8B44F7AF, 0xFFFF5BB1, 0x895CD7BE, 0x6B901122, 0xFD987193, 0xA679438E, 0x49B40821,
        0xF61E2562, 0xC040B340, 0x265E5A51, 0xE9B6C7AA, 0xD62F105D, 0x02441453, 0xD8A1E681, 0xE7D3FBC8,
        0x21E1CDE6, 0xC33707D6, 0xF4D50D87, 0x455A14ED, 0xA9E3E905, 0xFCEFA3F8, 0x676F02D9, 0x8D2A4C8A,
        0xFFFA3942, 0x8771F681, 0x6D9D6122, 0xFDE5380C, 0xA4BEEA44, 0x4BDECFA9, 0xF6BB4B60, 0xBEBFBC70,
        0x289B7EC6, 0xEAA127FA, 0xD4EF3085, 0x04881D05, 0xD9D4D039, 0xE6DB99E5, 0x1FA27CF8, 0xC4AC5665,
        0xF4292244, 0x432AFF97, 0xAB9423A7, 0xFC93A039, 0x655B59C3, 0x8F0CCC92, 0xFFEFF47D, 0x85845DD1,
        0x6FA87E4F, 0xFE2CE6E0, 0xA3014314, 0x4E0811A1, 0xF7537E82, 0xBD3AF235, 0x2AD7D2BB, 0xEB86D391,
    ];

    // Four for each of the four rounds.
    private static ReadOnlySpan<byte> Shifts => [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];

    /// <summary>The state before all data.</summary>
    public static void Begin(Span<ulong> state)
    {
        state[0] = 0x6745_2301;
        state[1] = 0xEFCD_AB89;
        state[2] = 0x98BA_DCFE;
        state[3] = 0x1032_5476;
    }

    /// <summary>Takes in whole blocks.</summary>
    public static void Compress(Span<ulong> state, ReadOnlySpan<byte> blocks)
    {
        for (; blocks.Length >= BlockBytes; blocks = blocks.Slice(BlockBytes))
        {
            uint a = (uint)state[0];
            uint b = (uint)state[1];
            uint c = (uint)state[2];
            uint d = (uint)state[3];
            for (int i = 0; i < 16; i++)
            {
                Turn(ref a, ref b, ref c, ref d, d ^ (b & (c ^ d)), i, Word(blocks, i));
            }

            for (int i = 16; i < 32; i++)
            {
                Turn(ref a, ref b, ref c, ref d, c ^ (d & (b ^ c)), i, Word(blocks, (5 * i) + 1));
            }

            for (int i = 32; i < 48; i++)
            {
                Turn(ref a, ref b, ref c, ref d, b ^ c ^ d, i, Word(blocks, (3 * i) + 5));
            }

            for (int i = 48; i < 64; i++)
            {
                Turn(ref a, ref b, ref c, ref d, c ^ (b | ~d), i, Word(blocks, 7 * i));
            }

            state[0] = (uint)state[0] + a;
            state[1] = (uint)state[1] + b;
            state[2] = (uint)state[2] + c;
            state[3] = (uint)state[3] + d;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn(ref uint a, ref uint b, ref uint c, ref uint d, uint mixed, int step, uint word)
    {
        uint sum = a + mixed + Sines[step] + word;
        a = d;
        d = c;
        c = b;
        b += BitOperations.RotateLeft(sum, Shifts[((step >> 4) << 2) | (step & 3)]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Word(ReadOnlySpan<byte> block, int number) => BinaryPrimitives.ReadUInt32LittleEndian(block.Slice(sizeof(uint) * (number & 15)));
}

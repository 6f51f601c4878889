using System;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hermit.Net;

/// <summary>
/// Unforeseeable numbers for ports, identifiers and sequence numbers: ChaCha20 (RFC 8439, section 2.3) that replaces its key with each block, so that
/// what was given out cannot be computed from what is in memory later. Seeded once from the entropy source; a test seeds it with a number.
/// </summary>
public struct RandomSource
{
    /// <summary>The length of a seed, in bytes.</summary>
    public const int SeedBytes = 32;

    private const int KeyWords = 8;
    private const int BlockWords = 16;

    private BlockState _block;

    // The word of _block that is given out next: the first eight are the key.
    private int _next;

    /// <summary>A source whose numbers are determined by <paramref name="seed"/>, at least <see cref="SeedBytes"/> long.</summary>
    public RandomSource(ReadOnlySpan<byte> seed)
    {
        for (int i = 0; i < KeyWords; i++)
        {
            _block[i] = BinaryPrimitives.ReadUInt32LittleEndian(seed.Slice(4 * i));
        }

        _next = BlockWords;
    }

    /// <summary>A source for tests, determined by a number.</summary>
    public static RandomSource FromNumber(ulong number)
    {
        Span<byte> seed = stackalloc byte[SeedBytes];
        seed.Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(seed, number);
        return new RandomSource(seed);
    }

    /// <summary>32 random bits.</summary>
    public uint NextUInt32()
    {
        if (_next >= BlockWords)
        {
            Refill();
        }

        uint word = _block[_next];
        _block[_next++] = 0;
        return word;
    }

    /// <summary>64 random bits.</summary>
    public ulong NextUInt64() => ((ulong)NextUInt32() << 32) | NextUInt32();

    /// <summary>A number from 0 to <paramref name="bound"/> - 1. The bias is below 2^-32 times the bound.</summary>
    public uint NextBelow(uint bound) => (uint)(((ulong)NextUInt32() * bound) >> 32);

    /// <summary>A duration from zero to <paramref name="bound"/>.</summary>
    public Duration NextBelow(Duration bound) =>
        Duration.FromNanoseconds((long)Math.BigMul(NextUInt64(), (ulong)bound.Nanoseconds, out _));

    /// <summary>A key for a hash.</summary>
    public SipHash NextHash() => new(NextUInt64(), NextUInt64());

    /// <summary>Fills bytes.</summary>
    public void Fill(Span<byte> destination)
    {
        for (; destination.Length >= 4; destination = destination.Slice(4))
        {
            BinaryPrimitives.WriteUInt32LittleEndian(destination, NextUInt32());
        }

        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = (byte)NextUInt32();
        }
    }

    // The block of the current key, counter and nonce 0. Its first half is the next key, its second half is given out.
    private void Refill()
    {
        BlockState initial = default;
        initial[0] = 0x6170_7865;
        initial[1] = 0x3320_646E;
        initial[2] = 0x7962_2D32;
        initial[3] = 0x6B20_6574;
        for (int i = 0; i < KeyWords; i++)
        {
            initial[4 + i] = _block[i];
        }

        _block = initial;
        for (int round = 0; round < 10; round++)
        {
            QuarterRound(0, 4, 8, 12);
            QuarterRound(1, 5, 9, 13);
            QuarterRound(2, 6, 10, 14);
            QuarterRound(3, 7, 11, 15);
            QuarterRound(0, 5, 10, 15);
            QuarterRound(1, 6, 11, 12);
            QuarterRound(2, 7, 8, 13);
            QuarterRound(3, 4, 9, 14);
        }

        for (int i = 0; i < BlockWords; i++)
        {
            _block[i] += initial[i];
        }

        _next = KeyWords;
    }

    private void QuarterRound(int a, int b, int c, int d)
    {
        _block[a] += _block[b];
        _block[d] = BitOperations.RotateLeft(_block[d] ^ _block[a], 16);
        _block[c] += _block[d];
        _block[b] = BitOperations.RotateLeft(_block[b] ^ _block[c], 12);
        _block[a] += _block[b];
        _block[d] = BitOperations.RotateLeft(_block[d] ^ _block[a], 8);
        _block[c] += _block[d];
        _block[b] = BitOperations.RotateLeft(_block[b] ^ _block[c], 7);
    }

    [InlineArray(BlockWords)]
    private struct BlockState
    {
        private uint _word;
    }
}

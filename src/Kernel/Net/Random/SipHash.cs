using System;
using System.Buffers.Binary;
using System.Numerics;

namespace Hermit.Net;

/// <summary>
/// SipHash (Aumasson and Bernstein, 2012): a hash that nobody can steer who does not know the key. With one and three rounds for tables, with two and
/// four where the value itself is seen by others (sequence numbers, cookies).
/// </summary>
public readonly struct SipHash
{
    private readonly ulong _key0;
    private readonly ulong _key1;

    /// <summary>The hash function with this key.</summary>
    public SipHash(ulong key0, ulong key1)
    {
        _key0 = key0;
        _key1 = key1;
    }

    /// <summary>SipHash-1-3 of two words: what tables are keyed by.</summary>
    public ulong ForTable(ulong first, ulong second)
    {
        var state = new State(_key0, _key1);
        state.Add(first);
        state.Add(second);
        state.Add(16ul << 56);
        return state.Finish(3);
    }

    /// <summary>SipHash-1-3 of four words: what tables are keyed by.</summary>
    public ulong ForTable(ulong first, ulong second, ulong third, ulong fourth)
    {
        var state = new State(_key0, _key1);
        state.Add(first);
        state.Add(second);
        state.Add(third);
        state.Add(fourth);
        state.Add(32ul << 56);
        return state.Finish(3);
    }

    /// <summary>SipHash-1-3 of bytes: what tables are keyed by.</summary>
    public ulong ForTable(ReadOnlySpan<byte> bytes)
    {
        var state = new State(_key0, _key1);
        int length = bytes.Length;
        for (; bytes.Length >= 8; bytes = bytes.Slice(8))
        {
            state.Add(BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        ulong tail = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            tail |= (ulong)bytes[i] << (8 * i);
        }

        state.Add(((ulong)(byte)length << 56) | tail);
        return state.Finish(3);
    }

    /// <summary>SipHash-2-4 of bytes.</summary>
    public ulong Hash(ReadOnlySpan<byte> bytes)
    {
        var state = new State(_key0, _key1);
        int length = bytes.Length;
        for (; bytes.Length >= 8; bytes = bytes.Slice(8))
        {
            state.AddTwice(BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        ulong tail = (ulong)(byte)length << 56;
        for (int i = 0; i < bytes.Length; i++)
        {
            tail |= (ulong)bytes[i] << (8 * i);
        }

        state.AddTwice(tail);
        return state.Finish(4);
    }

    private struct State
    {
        private ulong _v0;
        private ulong _v1;
        private ulong _v2;
        private ulong _v3;

        public State(ulong key0, ulong key1)
        {
            _v0 = key0 ^ 0x736F_6D65_7073_6575;
            _v1 = key1 ^ 0x646F_7261_6E64_6F6D;
            _v2 = key0 ^ 0x6C79_6765_6E65_7261;
            _v3 = key1 ^ 0x7465_6462_7974_6573;
        }

        public void Add(ulong word)
        {
            _v3 ^= word;
            Round();
            _v0 ^= word;
        }

        public void AddTwice(ulong word)
        {
            _v3 ^= word;
            Round();
            Round();
            _v0 ^= word;
        }

        public ulong Finish(int rounds)
        {
            _v2 ^= 0xFF;
            for (int i = 0; i < rounds; i++)
            {
                Round();
            }

            return _v0 ^ _v1 ^ _v2 ^ _v3;
        }

        private void Round()
        {
            _v0 += _v1;
            _v2 += _v3;
            _v1 = BitOperations.RotateLeft(_v1, 13) ^ _v0;
            _v3 = BitOperations.RotateLeft(_v3, 16) ^ _v2;
            _v0 = BitOperations.RotateLeft(_v0, 32);
            _v2 += _v1;
            _v0 += _v3;
            _v1 = BitOperations.RotateLeft(_v1, 17) ^ _v2;
            _v3 = BitOperations.RotateLeft(_v3, 21) ^ _v0;
            _v2 = BitOperations.RotateLeft(_v2, 32);
        }
    }
}

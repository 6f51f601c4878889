using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Hermit.Cryptography;

/// <summary>
/// A digest in the making. It is a plain value: a copy goes on by itself. The time it takes depends on the length of the data alone. What it holds may
/// betray a key: <see cref="Clear"/> it at the end.
/// </summary>
public struct Digest
{
    private readonly DigestAlgorithm _algorithm;
    private bool _isSqueezing;

    // So many bytes of the block are filled; while squeezing, so many are handed out.
    private int _position;
    private ulong _length;
    private Words _words;
    private Block _block;

    /// <summary>Begins a digest.</summary>
    /// <param name="algorithm">A known one.</param>
    public Digest(DigestAlgorithm algorithm)
    {
        _algorithm = algorithm;
        Begin();
    }

    /// <summary>Which digest it is; none for the default value, which takes no data.</summary>
    public readonly DigestAlgorithm Algorithm => _algorithm;

    /// <summary>Whether output was taken: then no more data is.</summary>
    public readonly bool IsSqueezing => _isSqueezing;

    /// <summary>Forgets the data, and begins again.</summary>
    public void Begin()
    {
        _words = default;
        _block = default;
        _isSqueezing = false;
        _position = 0;
        _length = 0;
        Span<ulong> words = _words;
        switch (_algorithm)
        {
            case DigestAlgorithm.Md5:
                Md5.Begin(words);
                break;
            case DigestAlgorithm.Sha1:
                Sha1.Begin(words);
                break;
            case DigestAlgorithm.Sha256:
                Sha256.Begin(words);
                break;
            case DigestAlgorithm.Sha384:
                Sha512.BeginShort(words);
                break;
            case DigestAlgorithm.Sha512:
                Sha512.Begin(words);
                break;
        }
    }

    /// <summary>Takes in data, in pieces of any length; nothing once output was taken.</summary>
    public void Append(scoped ReadOnlySpan<byte> data)
    {
        if (_isSqueezing || !_algorithm.IsKnown())
        {
            return;
        }

        Span<byte> block = CurrentBlock(ref _block);
        _length += (ulong)data.Length;
        if (_position != 0)
        {
            int taken = Math.Min(data.Length, block.Length - _position);
            data.Slice(0, taken).CopyTo(block.Slice(_position));
            _position += taken;
            data = data.Slice(taken);
            if (_position < block.Length)
            {
                return;
            }

            Compress(block);
        }

        int whole = data.Length - (data.Length % block.Length);
        Compress(data.Slice(0, whole));
        data.Slice(whole).CopyTo(block);
        _position = data.Length - whole;
    }

    /// <summary>Ends the digest and writes it; <see cref="Begin"/> makes it usable again.</summary>
    /// <param name="hash">Of the digest's length, or shorter for its beginning; of any length for an extendable one.</param>
    public void Finish(scoped Span<byte> hash)
    {
        if (_algorithm.IsSponge())
        {
            Squeeze(hash);
            return;
        }

        if (_isSqueezing || !_algorithm.IsKnown())
        {
            return;
        }

        Pad();
        Span<byte> whole = stackalloc byte[DigestAlgorithms.MostHashBytes];
        WriteWords(whole);
        whole.Slice(0, hash.Length).CopyTo(hash);
        whole.Clear();
        _isSqueezing = true;
    }

    /// <summary>The digest of the data so far; more can follow.</summary>
    /// <param name="hash">As for <see cref="Finish"/>.</param>
    public readonly void Current(scoped Span<byte> hash)
    {
        Digest copy = this;
        copy.Finish(hash);
        copy.Clear();
    }

    /// <summary>Writes the next bytes of a sponge's output; of another digest, nothing.</summary>
    public void Squeeze(scoped Span<byte> output)
    {
        if (!_algorithm.IsSponge())
        {
            return;
        }

        Span<byte> block = CurrentBlock(ref _block);
        if (!_isSqueezing)
        {
            PadSponge();
            _isSqueezing = true;
            _position = 0;
            Keccak.Extract(_words, block);
        }

        while (!output.IsEmpty)
        {
            if (_position == block.Length)
            {
                Keccak.Permute(_words);
                Keccak.Extract(_words, block);
                _position = 0;
            }

            int count = Math.Min(output.Length, block.Length - _position);
            block.Slice(_position, count).CopyTo(output);
            _position += count;
            output = output.Slice(count);
        }
    }

    /// <summary>Overwrites all of it. What is left takes no data.</summary>
    // Not inlined: the compiler shall not see that nobody reads what is written here.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Clear() => this = default;

    private readonly Span<byte> CurrentBlock(ref Block block) => ((Span<byte>)block).Slice(0, _algorithm.BlockBytes());

    private void Compress(scoped ReadOnlySpan<byte> blocks)
    {
        Span<ulong> words = _words;
        switch (_algorithm)
        {
            case DigestAlgorithm.Md5:
                Md5.Compress(words, blocks);
                break;
            case DigestAlgorithm.Sha1:
                Sha1.Compress(words, blocks);
                break;
            case DigestAlgorithm.Sha256:
                Sha256.Compress(words, blocks);
                break;
            case DigestAlgorithm.Sha384 or DigestAlgorithm.Sha512:
                Sha512.Compress(words, blocks);
                break;
            default:
                Keccak.Absorb(words, blocks, _algorithm.BlockBytes());
                break;
        }
    }

    // A one bit, zeros, and the length in bits (FIPS 180-4, 5.1): in 64 bits, or in 128 for the large block.
    private void Pad()
    {
        Span<byte> block = CurrentBlock(ref _block);
        int lengthBytes = block.Length / 8;
        block.Slice(_position).Clear();
        block[_position] = 0x80;
        if (_position >= block.Length - lengthBytes)
        {
            Compress(block);
            block.Clear();
        }

        Span<byte> low = block.Slice(block.Length - sizeof(ulong));
        if (_algorithm == DigestAlgorithm.Md5)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(low, _length << 3);
        }
        else
        {
            BinaryPrimitives.WriteUInt64BigEndian(low, _length << 3);
        }

        if (lengthBytes > sizeof(ulong))
        {
            BinaryPrimitives.WriteUInt64BigEndian(block.Slice(block.Length - lengthBytes), _length >> 61);
        }

        Compress(block);
    }

    // The bits that tell the functions apart, a one, zeros, a one (FIPS 202, 5.1 and B.2).
    private void PadSponge()
    {
        Span<byte> block = CurrentBlock(ref _block);
        block.Slice(_position).Clear();
        block[_position] = (byte)(_algorithm.IsExtendable() ? 0x1F : 0x06);
        block[block.Length - 1] |= 0x80;
        Compress(block);
    }

    private readonly void WriteWords(scoped Span<byte> hash)
    {
        ReadOnlySpan<ulong> words = _words;
        for (int i = 0; i < 8; i++)
        {
            switch (_algorithm)
            {
                case DigestAlgorithm.Md5:
                    BinaryPrimitives.WriteUInt32LittleEndian(hash.Slice(sizeof(uint) * i), (uint)words[i]);
                    break;
                case DigestAlgorithm.Sha1 or DigestAlgorithm.Sha256:
                    BinaryPrimitives.WriteUInt32BigEndian(hash.Slice(sizeof(uint) * i), (uint)words[i]);
                    break;
                default:
                    BinaryPrimitives.WriteUInt64BigEndian(hash.Slice(sizeof(ulong) * i), words[i]);
                    break;
            }
        }
    }

    // The state of every digest: Keccak's 25 lanes, or as many words as the chain has, each of its size.
    [InlineArray(Keccak.Lanes)]
    private struct Words
    {
        private ulong _first;
    }

    [InlineArray(DigestAlgorithms.MostBlockBytes)]
    private struct Block
    {
        private byte _first;
    }
}

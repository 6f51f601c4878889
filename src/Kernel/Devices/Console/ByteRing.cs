using System.Runtime.CompilerServices;

namespace Hermit.Devices;

/// <summary>A first-in-first-out buffer of bytes.</summary>
internal struct ByteRing
{
    private const int Capacity = 4096;

    private Bytes _bytes;
    private uint _read;
    private uint _written;

    /// <summary>Whether nothing is in it.</summary>
    public readonly bool IsEmpty => _read == _written;

    /// <summary>Whether nothing more fits.</summary>
    public readonly bool IsFull => _written - _read == Capacity;

    /// <summary>The oldest byte, which stays.</summary>
    public readonly byte Peek() => _bytes[(int)(_read % Capacity)];

    /// <summary>Adds a byte; the caller has checked that it fits.</summary>
    public void Add(byte value) => _bytes[(int)(_written++ % Capacity)] = value;

    /// <summary>Takes the oldest byte; the caller has checked that there is one.</summary>
    public byte Take() => _bytes[(int)(_read++ % Capacity)];

    [InlineArray(Capacity)]
    private struct Bytes
    {
        private byte _first;
    }
}

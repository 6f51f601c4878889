using System;

namespace Hermit.Memory;

/// <summary>Bytes that stay where they are, unchanged, as long as the machine runs: part of the image, as a rule. The default value is empty.</summary>
public readonly struct StaticBytes
{
    private readonly unsafe byte* _start;
    private readonly int _length;

    /// <summary>Describes <paramref name="length"/> bytes at <paramref name="start"/>.</summary>
    /// <remarks>Safety: they are readable and never change, move or go away.</remarks>
    [RequiresUnsafe]
    public unsafe StaticBytes(byte* start, int length)
    {
        _start = start;
        _length = length;
    }

    /// <summary>The number of bytes.</summary>
    public int Length => _length;

    /// <summary>The bytes.</summary>
    public unsafe ReadOnlySpan<byte> Span
    {
        get
        {
            // SAFETY: whoever made the structure vouched for the bytes.
            return new ReadOnlySpan<byte>(_start, _length);
        }
    }
}

using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Hermit.Devices;

/// <summary>What a terminal shows of the keys of one go. What does not fit is not shown.</summary>
internal struct EchoBuffer
{
    private const int Capacity = 512;

    private Text _bytes;
    private int _length;

    /// <summary>What is to be shown.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Bytes => ((ReadOnlySpan<byte>)_bytes).Slice(0, _length);

    /// <summary>Adds text.</summary>
    public void Add(ReadOnlySpan<byte> text)
    {
        int count = Math.Min(text.Length, Capacity - _length);
        text.Slice(0, count).CopyTo(((Span<byte>)_bytes).Slice(_length));
        _length += count;
    }

    /// <summary>Adds a byte; a control character as ^ and a letter (ECHOCTL).</summary>
    public void AddKey(byte value)
    {
        if (IsControl(value))
        {
            Add([(byte)'^', (byte)(value ^ 0x40)]);
        }
        else
        {
            Add([value]);
        }
    }

    /// <summary>Takes a byte off the screen again.</summary>
    public void Erase(byte value)
    {
        if (IsContinuation(value))
        {
            return;
        }

        Add("\b \b"u8);
        if (IsControl(value))
        {
            Add("\b \b"u8);
        }
    }

    /// <summary>Whether a byte of UTF-8 continues a character.</summary>
    public static bool IsContinuation(byte value) => (value & 0xC0) == 0x80;

    private static bool IsControl(byte value) => value is < 32 and not (byte)'\n' and not (byte)'\t' or 127;

    [InlineArray(Capacity)]
    private struct Text
    {
        private byte _first;
    }
}

using System;

namespace Hermit.Files;

/// <summary>Writes text into a buffer, and remembers whether it all fitted.</summary>
public ref struct TextBuilder
{
    private readonly Span<byte> _destination;
    private int _length;

    /// <summary>Starts at the beginning of a buffer.</summary>
    public TextBuilder(Span<byte> destination)
    {
        _destination = destination;
    }

    /// <summary>The length of what was to be written, whether it fitted or not.</summary>
    public readonly int Length => _length;

    /// <summary>Copies a text and a zero, if they fit.</summary>
    public static bool TryCopy(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        if (text.Length >= destination.Length)
        {
            return false;
        }

        text.CopyTo(destination);
        destination[text.Length] = 0;
        return true;
    }

    /// <summary>Writes bytes as they are.</summary>
    public void Write(ReadOnlySpan<byte> text)
    {
        foreach (byte character in text)
        {
            WriteByte(character);
        }
    }

    /// <summary>Writes a number in decimal.</summary>
    public void Write(long number)
    {
        if (number < 0)
        {
            WriteByte((byte)'-');
        }

        WriteUnsigned(number < 0 ? unchecked(0 - (ulong)number) : (ulong)number, 10, 1, upper: false);
    }

    /// <summary>Writes a number to a base, with at least that many digits.</summary>
    public void WriteUnsigned(ulong number, uint radix, int minimumDigits, bool upper)
    {
        ulong divisor = 1;
        int digits = 1;
        while (number / divisor >= radix)
        {
            divisor *= radix;
            digits++;
        }

        for (; minimumDigits > digits; minimumDigits--)
        {
            WriteByte((byte)'0');
        }

        for (; divisor != 0; divisor /= radix)
        {
            int digit = (int)(number / divisor % radix);
            WriteByte((byte)(digit < 10 ? '0' + digit : (upper ? 'A' : 'a') + digit - 10));
        }
    }

    /// <summary>Writes one byte.</summary>
    public void WriteByte(byte value)
    {
        if (_length < _destination.Length)
        {
            _destination[_length] = value;
        }

        _length++;
    }

    /// <summary>Puts a zero behind the text, cutting it if need be, and returns whether it all fitted.</summary>
    public readonly bool TryEnd()
    {
        if (_destination.IsEmpty)
        {
            return false;
        }

        _destination[Math.Min(_length, _destination.Length - 1)] = 0;
        return _length < _destination.Length;
    }
}

using System;

namespace Hermit.Net;

/// <summary>Puts a line of text together, in UTF-8. What does not fit is left off.</summary>
public ref struct LineWriter
{
    private readonly Span<byte> _bytes;
    private int _length;

    /// <summary>A writer at the start of <paramref name="bytes"/>.</summary>
    public LineWriter(Span<byte> bytes)
    {
        _bytes = bytes;
        _length = 0;
    }

    /// <summary>What was written.</summary>
    public readonly Span<byte> Written => _bytes.Slice(0, _length);

    /// <summary>Writes text.</summary>
    public void Text(scoped ReadOnlySpan<byte> text)
    {
        text = text.Slice(0, Math.Min(text.Length, _bytes.Length - _length));
        text.CopyTo(_bytes.Slice(_length));
        _length += text.Length;
    }

    /// <summary>Writes a number in decimal.</summary>
    public void Number(ulong value)
    {
        Span<byte> digits = stackalloc byte[20];
        int at = digits.Length;
        do
        {
            digits[--at] = (byte)('0' + (value % 10));
            value /= 10;
        }
        while (value != 0);
        Text(digits.Slice(at));
    }

    /// <summary>Writes a hexadecimal digit.</summary>
    public void Digit(int value) => Text("0123456789abcdef"u8.Slice(value, 1));

    /// <summary>Writes a byte as two hexadecimal digits.</summary>
    public void Hexadecimal(byte value)
    {
        Digit(value >> 4);
        Digit(value & 0xF);
    }

    /// <summary>Writes a number in so many hexadecimal digits, capital ones.</summary>
    public void Hexadecimal(ulong value, int digits)
    {
        while (digits-- > 0)
        {
            Text("0123456789ABCDEF"u8.Slice((int)(value >> (4 * digits)) & 0xF, 1));
        }
    }

    /// <summary>Writes an address.</summary>
    public void Address(IpAddress address)
    {
        Span<byte> text = stackalloc byte[IpAddressText.MaximumLength];
        Text(text.Slice(0, IpAddressText.Format(address, text)));
    }

    /// <summary>Writes an address.</summary>
    public void Address(MacAddress address)
    {
        for (int shift = 40; shift >= 0; shift -= 8)
        {
            Hexadecimal((byte)(address.Bits >> shift));
            Text(shift > 0 ? ":"u8 : default);
        }
    }
}

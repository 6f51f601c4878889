using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Hermit.Net;

/// <summary>
/// A domain name in its form on the wire (RFC 1035, section 3.1): labels of up to 63 bytes, each behind its length, and the root's, which is empty; 255
/// bytes in all. Letters count the same whether small or capital (RFC 4343).
/// </summary>
public struct DnsName : IEquatable<DnsName>
{
    /// <summary>The longest a name can be on the wire.</summary>
    public const int MaximumLength = 255;

    private const int MaximumLabel = 63;

    private Storage _bytes;
    private byte _length;

    /// <summary>The length on the wire; 0 for the default value, which is no name.</summary>
    public readonly int Length => _length;

    /// <summary>The bytes on the wire.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Wire => ((ReadOnlySpan<byte>)_bytes).Slice(0, _length);

    /// <summary>How many labels there are, the root's not counted.</summary>
    public readonly int LabelCount
    {
        get
        {
            int count = 0;
            for (int at = 0; at < _length && _bytes[at] != 0; at += 1 + _bytes[at])
            {
                count++;
            }

            return count;
        }
    }

    /// <summary>
    /// Makes a name of text: labels with dots between them, and perhaps one behind. <see langword="false"/> if a label is empty or too long, or the whole.
    /// </summary>
    public static bool TryFromText(ReadOnlySpan<byte> text, out DnsName name)
    {
        name = default;
        if (text.Length > 0 && text[text.Length - 1] == (byte)'.')
        {
            text = text.Slice(0, text.Length - 1);
        }

        while (text.Length > 0)
        {
            int dot = text.IndexOf((byte)'.');
            ReadOnlySpan<byte> label = dot < 0 ? text : text.Slice(0, dot);
            text = dot < 0 ? default : text.Slice(dot + 1);
            if ((dot >= 0 && text.Length == 0) || !name.TryAddLabel(label))
            {
                return false;
            }
        }

        return name._length > 0 && name.TryAddByte(0);
    }

    /// <summary>Makes a name of its form on the wire, without pointers; <see langword="false"/> if that is not whole.</summary>
    public static bool TryFromWire(ReadOnlySpan<byte> wire, out DnsName name)
    {
        int position = 0;
        return TryRead(wire, ref position, out name) && position == wire.Length;
    }

    /// <summary>This name with the labels of <paramref name="suffix"/> behind; <see langword="false"/> if that is too long.</summary>
    public readonly bool TryConcatenate(in DnsName suffix, out DnsName name)
    {
        name = this;
        if (_length == 0 || _length - 1 + suffix._length > MaximumLength)
        {
            return false;
        }

        suffix.Wire.CopyTo(((Span<byte>)name._bytes).Slice(_length - 1));
        name._length += (byte)(suffix._length - 1);
        return true;
    }

    /// <summary>
    /// Reads a name at <paramref name="position"/> and moves that behind it. Pointers to earlier names (RFC 1035, section 4.1.4) are followed: each must
    /// point before the one that led to it, so that none can lead in a circle.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> message, ref int position, out DnsName name)
    {
        name = default;
        int at = position;
        int limit = message.Length;
        bool jumped = false;
        while ((uint)at < (uint)limit)
        {
            byte length = message[at];
            if (length >= 0xC0)
            {
                if (at + 1 >= message.Length)
                {
                    return false;
                }

                int target = ((length & 0x3F) << 8) | message[at + 1];
                if (!jumped)
                {
                    position = at + 2;
                }

                if (target >= at)
                {
                    return false;
                }

                // What is read next must end before this pointer.
                limit = at;
                at = target;
                jumped = true;
                continue;
            }

            if (length == 0)
            {
                if (!jumped)
                {
                    position = at + 1;
                }

                return name.TryAddByte(0);
            }

            if (length > MaximumLabel || length >= limit - at || !name.TryAddLabel(message.Slice(at + 1, length)))
            {
                return false;
            }

            at += 1 + length;
        }

        return false;
    }

    /// <summary>Writes the name as text, without the last dot, and returns its length; 0 if there is no room. A byte that text cannot show is a question mark.</summary>
    public readonly int Format(Span<byte> text)
    {
        int written = 0;
        for (int at = 0; at < _length && _bytes[at] != 0; at += 1 + _bytes[at])
        {
            int label = _bytes[at];
            if (written + label + 1 > text.Length)
            {
                return 0;
            }

            if (written > 0)
            {
                text[written++] = (byte)'.';
            }

            for (int i = 1; i <= label; i++)
            {
                byte character = _bytes[at + i];
                text[written++] = character is > 0x20 and < 0x7F and not (byte)'.' ? character : (byte)'?';
            }
        }

        return written;
    }

    /// <summary>A hash under which equal names are equal.</summary>
    public readonly ulong Hash(SipHash hash)
    {
        Span<byte> lower = stackalloc byte[MaximumLength];
        for (int i = 0; i < _length; i++)
        {
            lower[i] = Lower(_bytes[i]);
        }

        return hash.ForTable(lower.Slice(0, _length));
    }

    /// <inheritdoc/>
    public readonly bool Equals(DnsName other)
    {
        if (_length != other._length)
        {
            return false;
        }

        for (int i = 0; i < _length; i++)
        {
            if (Lower(_bytes[i]) != Lower(other._bytes[i]))
            {
                return false;
            }
        }

        return true;
    }

    // A label's length is below 64 and so never mistaken for a letter.
    private static byte Lower(byte character) => character is >= (byte)'A' and <= (byte)'Z' ? (byte)(character | 0x20) : character;

    private bool TryAddLabel(ReadOnlySpan<byte> label)
    {
        // One byte stays for the root.
        if (label.Length is 0 or > MaximumLabel || _length + label.Length + 2 > MaximumLength)
        {
            return false;
        }

        _bytes[_length] = (byte)label.Length;
        label.CopyTo(((Span<byte>)_bytes).Slice(_length + 1));
        _length += (byte)(label.Length + 1);
        return true;
    }

    private bool TryAddByte(byte value)
    {
        if (_length >= MaximumLength)
        {
            return false;
        }

        _bytes[_length++] = value;
        return true;
    }

    [InlineArray(MaximumLength)]
    private struct Storage
    {
        private byte _byte;
    }
}

using System;

namespace Hermit.Unwinding;

/// <summary>
/// Reads forward through unwind data. Failure sticks: after a read past the limit, or of something malformed, every further
/// read gives zero and <see cref="Failed"/> stays true, so that a parser asks once at its end.
/// </summary>
public ref struct ByteCursor
{
    private const int LebPayloadBits = 7;
    private const byte LebContinues = 0x80;
    private const byte LebSign = 0x40;
    private const int LongestLeb = 70;

    private readonly AddressedBytes _bytes;
    private readonly ulong _limit;

    /// <summary>A cursor at <paramref name="position"/> that stops before <paramref name="limit"/>, or at the end of the bytes.</summary>
    public ByteCursor(AddressedBytes bytes, ulong position, ulong limit)
    {
        _bytes = bytes;
        _limit = Math.Min(limit, bytes.End);
        Position = position;
        Failed = position < bytes.Start || position > _limit;
    }

    /// <summary>The address of the next byte.</summary>
    public ulong Position { get; private set; }

    /// <summary>Whether any read so far went wrong.</summary>
    public bool Failed { get; private set; }

    /// <summary>Whether another byte may be read.</summary>
    public readonly bool HasMore => !Failed && Position < _limit;

    /// <summary>Reads one byte.</summary>
    public byte ReadByte() => Advance(sizeof(byte)) && _bytes.TryRead(Position - sizeof(byte), out byte value) ? value : (byte)0;

    /// <summary>Reads a little-endian 16-bit word.</summary>
    public ushort ReadUInt16() => (ushort)(ReadByte() | (ReadByte() << 8));

    /// <summary>Reads a little-endian 32-bit word.</summary>
    public uint ReadUInt32() => Advance(sizeof(uint)) && _bytes.TryRead(Position - sizeof(uint), out uint value) ? value : 0;

    /// <summary>Reads a little-endian 64-bit word.</summary>
    public ulong ReadUInt64() => Advance(sizeof(ulong)) && _bytes.TryRead(Position - sizeof(ulong), out ulong value) ? value : 0;

    /// <summary>Passes over <paramref name="count"/> bytes.</summary>
    public void Skip(ulong count) => Advance(count);

    /// <summary>Reads an unsigned LEB128 number (DWARF 4, section 7.6) of at most 64 bits.</summary>
    public ulong ReadUnsignedLeb()
    {
        ulong value = 0;
        for (int shift = 0; shift < LongestLeb; shift += LebPayloadBits)
        {
            byte next = ReadByte();
            value |= shift < 64 ? (ulong)(next & ~LebContinues) << shift : 0;
            if ((next & LebContinues) == 0)
            {
                return value;
            }
        }

        return Fail();
    }

    /// <summary>Reads a signed LEB128 number (DWARF 4, section 7.6) of at most 64 bits.</summary>
    public long ReadSignedLeb()
    {
        long value = 0;
        for (int shift = 0; shift < LongestLeb; shift += LebPayloadBits)
        {
            byte next = ReadByte();
            value |= shift < 64 ? (long)(next & ~LebContinues) << shift : 0;
            if ((next & LebContinues) == 0)
            {
                int used = shift + LebPayloadBits;
                return (next & LebSign) != 0 && used < 64 ? value | (-1L << used) : value;
            }
        }

        return (long)Fail();
    }

    /// <summary>
    /// Reads a pointer in one of the encodings of the LSB "DWARF Extensions" chapter (section 10.5.1).
    /// <paramref name="dataBase"/> is what data-relative pointers count from. Indirect, text- and function-relative ones fail.
    /// </summary>
    public ulong ReadPointer(byte encoding, ulong dataBase)
    {
        ulong at = Position;
        ulong value = ReadPointerValue(encoding);
        if (value == 0)
        {
            // A null pointer is null in every encoding: "no LSDA" is written so.
            return 0;
        }

        return (encoding & PointerEncoding.BaseMask) switch
        {
            PointerEncoding.Absolute => value,
            PointerEncoding.ProgramCounterRelative => at + value,
            PointerEncoding.DataRelative => dataBase + value,
            _ => Fail(),
        };
    }

    /// <summary>Reads a pointer of the size that <paramref name="encoding"/> names, without adding its base.</summary>
    public ulong ReadPointerValue(byte encoding) => (encoding & PointerEncoding.FormatMask) switch
    {
        PointerEncoding.Pointer or PointerEncoding.Unsigned8 or PointerEncoding.Signed8 => ReadUInt64(),
        PointerEncoding.Unsigned4 => ReadUInt32(),
        PointerEncoding.Signed4 => (ulong)(int)ReadUInt32(),
        PointerEncoding.Unsigned2 => ReadUInt16(),
        PointerEncoding.Signed2 => (ulong)(short)ReadUInt16(),
        _ => Fail(),
    };

    private bool Advance(ulong count)
    {
        if (Failed || count > _limit - Position)
        {
            Failed = true;
            return false;
        }

        Position += count;
        return true;
    }

    private ulong Fail()
    {
        Failed = true;
        return 0;
    }
}

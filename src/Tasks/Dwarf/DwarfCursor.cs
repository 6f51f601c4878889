using System.Buffers.Binary;
using System.Text;

namespace Hermit.Tasks.Dwarf;

/// <summary>
/// Reads DWARF data forward. Reading past the end sets <see cref="IsBroken"/> and gives zeros from then on, so that
/// callers check once for each record and loops end.
/// </summary>
internal ref struct DwarfCursor(ReadOnlySpan<byte> data)
{
    private readonly ReadOnlySpan<byte> _data = data;

    public int Position { get; set; }

    public bool IsBroken { get; private set; }

    public readonly bool IsAtEnd => IsBroken || Position >= _data.Length;

    public byte Byte() => Take(1) is [var value] ? value : (byte)0;

    public ushort Half() => Take(2) is { Length: 2 } bytes ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : (ushort)0;

    public uint Word() => Take(4) is { Length: 4 } bytes ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : 0;

    public ulong Long() => Take(8) is { Length: 8 } bytes ? BinaryPrimitives.ReadUInt64LittleEndian(bytes) : 0;

    /// <summary>An unsigned LEB128 number; bits beyond 64 are lost.</summary>
    public ulong Unsigned()
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte part = Byte();
            if (shift < 64)
                value |= (ulong)(part & 0x7f) << shift;
            if ((part & 0x80) == 0)
                return value;
        }
    }

    /// <summary>A signed LEB128 number; bits beyond 64 are lost.</summary>
    public long Signed()
    {
        long value = 0;
        for (int shift = 0; ;)
        {
            byte part = Byte();
            if (shift < 64)
                value |= (long)(part & 0x7f) << shift;
            shift += 7;
            if ((part & 0x80) != 0)
                continue;
            return shift < 64 && (part & 0x40) != 0 ? value | (-1L << shift) : value;
        }
    }

    /// <summary>A NUL-terminated string.</summary>
    public string Text()
    {
        int length = IsAtEnd ? -1 : _data[Position..].IndexOf((byte)0);
        ReadOnlySpan<byte> bytes = Take(length < 0 ? int.MaxValue : length + 1);
        return bytes.IsEmpty ? "" : Encoding.UTF8.GetString(bytes[..^1]);
    }

    /// <summary>Skips <paramref name="count"/> bytes.</summary>
    public void Skip(ulong count) => Take((int)Math.Min(count, int.MaxValue));

    private ReadOnlySpan<byte> Take(int count)
    {
        if (IsBroken || Position < 0 || Position > _data.Length || count > _data.Length - Position)
        {
            IsBroken = true;
            return default;
        }
        ReadOnlySpan<byte> bytes = _data.Slice(Position, count);
        Position += count;
        return bytes;
    }
}

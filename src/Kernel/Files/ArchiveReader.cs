using System;

namespace Hermit.Files;

/// <summary>
/// Goes through a cpio archive of the <c>newc</c> format (cpio(5), "New ASCII Format"): per file a header of 110 characters, the name with a zero, and
/// the content, both padded to a multiple of four bytes; at the end a file of the name <c>TRAILER!!!</c>. Nothing in the archive is taken on trust.
/// </summary>
internal ref struct ArchiveReader
{
    private const int HeaderBytes = 110;
    private const int FieldBytes = 8;
    private const int ModeField = 1;
    private const int ModifyTimeField = 5;
    private const int DataLengthField = 6;
    private const int NameBytesField = 11;

    private readonly ReadOnlySpan<byte> _archive;
    private int _position;

    /// <summary>Starts at the beginning of an archive.</summary>
    public ArchiveReader(ReadOnlySpan<byte> archive)
    {
        _archive = archive;
    }

    /// <summary>Whether everything so far was well-formed.</summary>
    public bool IsValid { get; private set; } = true;

    /// <summary>Where the next header is, in bytes from the start; after an error, where the header at fault is.</summary>
    public readonly int Position => _position;

    /// <summary>Reads the next file; <see langword="false"/> at the end, and when what follows is not well-formed (see <see cref="IsValid"/>).</summary>
    public bool TryRead(out ArchiveEntry entry)
    {
        entry = default;
        if (!IsValid || _position == _archive.Length)
        {
            return false;
        }

        IsValid = TryParse(out entry, out int next);
        if (!IsValid || _archive.Slice(entry.NameOffset, entry.NameLength).SequenceEqual("TRAILER!!!"u8))
        {
            return false;
        }

        _position = next;
        return true;
    }

    private readonly bool TryParse(out ArchiveEntry entry, out int next)
    {
        entry = default;
        next = 0;
        if (_archive.Length - _position < HeaderBytes)
        {
            return false;
        }

        ReadOnlySpan<byte> header = _archive.Slice(_position, HeaderBytes);
        bool known = header.StartsWith("070701"u8) || header.StartsWith("070702"u8);
        if (!known
            || !TryReadField(header, ModeField, out entry.Mode)
            || !TryReadField(header, ModifyTimeField, out entry.ModifyTime)
            || !TryReadField(header, DataLengthField, out uint dataLength)
            || !TryReadField(header, NameBytesField, out uint nameBytes))
        {
            return false;
        }

        // Wide enough that no sum of two 32-bit fields and a position overflows.
        long nameOffset = _position + HeaderBytes;
        long dataOffset = Align(nameOffset + nameBytes);
        long end = dataOffset + dataLength;
        if (nameBytes == 0 || end > _archive.Length || _archive[(int)(nameOffset + nameBytes) - 1] != 0)
        {
            return false;
        }

        entry.NameOffset = (int)nameOffset;
        entry.NameLength = (int)nameBytes - 1;
        entry.DataOffset = (int)dataOffset;
        entry.DataLength = (int)dataLength;

        // The padding after the last file may be missing.
        next = (int)Math.Min(Align(end), _archive.Length);
        return true;
    }

    private static long Align(long position) => (position + 3) & ~3L;

    private static bool TryReadField(ReadOnlySpan<byte> header, int field, out uint value)
    {
        value = 0;
        foreach (byte digit in header.Slice(6 + (field * FieldBytes), FieldBytes))
        {
            int number = digit switch
            {
                >= (byte)'0' and <= (byte)'9' => digit - '0',
                >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
                >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
                _ => -1,
            };
            if (number < 0)
            {
                return false;
            }

            value = (value << 4) | (uint)number;
        }

        return true;
    }
}

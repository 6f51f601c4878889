using System;
using System.Buffers.Binary;

namespace Hermit.Runtime.Exceptions;

/// <summary>
/// The names of the kernel's functions, as the linker writes them: magic, count, size of the names; for each function, sorted,
/// its offset in the image, its size and where its name is; the names. All numbers are 32-bit and little-endian.
/// </summary>
internal readonly ref struct SymbolTable
{
    private const uint Magic = 'H' | ('S' << 8) | ('Y' << 16) | ('M' << 24);
    private const int HeaderSize = 12;
    private const int EntrySize = 12;

    private readonly ulong _imageStart;
    private readonly ReadOnlySpan<byte> _entries;
    private readonly ReadOnlySpan<byte> _names;

    /// <summary>Reads <paramref name="table"/>. One that is absent or malformed has no names.</summary>
    public SymbolTable(ulong imageStart, ReadOnlySpan<byte> table)
    {
        _imageStart = imageStart;
        if (table.Length < HeaderSize || ReadWord(table, 0) != Magic)
        {
            return;
        }

        ulong entriesSize = ReadWord(table, 4) * (ulong)EntrySize;
        ulong namesSize = ReadWord(table, 8);
        if (HeaderSize + entriesSize + namesSize <= (ulong)table.Length)
        {
            _entries = table.Slice(HeaderSize, (int)entriesSize);
            _names = table.Slice(HeaderSize + (int)entriesSize, (int)namesSize);
        }
    }

    /// <summary>Finds the function that holds <paramref name="address"/>.</summary>
    /// <param name="address">An address in the image.</param>
    /// <param name="name">The function's name, in UTF-8.</param>
    /// <param name="offset">Bytes from the function's start.</param>
    public bool TryFind(ulong address, out ReadOnlySpan<byte> name, out ulong offset)
    {
        name = default;
        offset = 0;
        int low = 0;
        int high = _entries.Length / EntrySize;
        ulong wanted = address - _imageStart;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            if (ReadWord(_entries, middle * EntrySize) <= wanted)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        if (low == 0)
        {
            return false;
        }

        int entry = (low - 1) * EntrySize;
        offset = wanted - ReadWord(_entries, entry);
        name = ReadName(ReadWord(_entries, entry + 8));
        return offset < ReadWord(_entries, entry + 4) && !name.IsEmpty;
    }

    private ReadOnlySpan<byte> ReadName(uint start)
    {
        if (start >= (uint)_names.Length)
        {
            return default;
        }

        ReadOnlySpan<byte> name = _names.Slice((int)start);
        int length = 0;
        while (length < name.Length && name[length] != 0)
        {
            length++;
        }

        return name.Slice(0, length);
    }

    private static uint ReadWord(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(at));
}

namespace Hermit.Unwinding;

/// <summary>
/// .eh_frame_hdr (LSB Core, section 10.6.2): a table of (function start, frame description entry), sorted by start, that makes
/// finding a function a binary search. Only the form that linkers write is read: version 1, a data-relative 32-bit table.
/// </summary>
public static class EhFrameHeader
{
    private const byte Version = 1;
    private const byte CountEncoding = PointerEncoding.Unsigned4;
    private const byte TableEncoding = PointerEncoding.DataRelative | PointerEncoding.Signed4;
    private const ulong CountOffset = 8;
    private const ulong TableOffset = 12;
    private const ulong EntrySize = 8;

    /// <summary>The number of functions in the table; 0 when the header is not in the form that we read, or does not fit its section.</summary>
    public static uint CountEntries(AddressedBytes header)
    {
        bool readable =
            header.TryRead(header.Start, out byte version) && version == Version &&
            header.TryRead(header.Start + 2, out byte countEncoding) && countEncoding == CountEncoding &&
            header.TryRead(header.Start + 3, out byte tableEncoding) && tableEncoding == TableEncoding &&
            header.TryRead(header.Start + CountOffset, out uint count) &&
            count <= (header.End - header.Start - TableOffset) / EntrySize;
        return readable && header.TryRead(header.Start + CountOffset, out uint result) ? result : 0;
    }

    /// <summary>
    /// Finds the frame description entry of the last function that starts at or before <paramref name="address"/>. Whether that
    /// function reaches as far as the address, the entry itself must say.
    /// </summary>
    public static bool TryFind(AddressedBytes header, ulong address, out ulong entry)
    {
        uint low = 0;
        uint high = CountEntries(header);
        while (low < high)
        {
            uint middle = low + ((high - low) / 2);
            if (ReadColumn(header, middle, 0) <= address)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        entry = low == 0 ? 0 : ReadColumn(header, low - 1, sizeof(uint));
        return low != 0;
    }

    /// <summary>The start of the function in row <paramref name="index"/>, which must be less than the count.</summary>
    public static ulong GetFunctionStart(AddressedBytes header, uint index) => ReadColumn(header, index, 0);

    private static ulong ReadColumn(AddressedBytes header, uint index, ulong column)
    {
        header.TryRead(header.Start + TableOffset + (index * EntrySize) + column, out uint distance);
        return header.Start + (ulong)(int)distance;
    }
}

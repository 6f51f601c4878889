using System.Globalization;
using System.Text;

namespace Hermit.Tool.Inspecting;

/// <summary>Lists cpio archives in the <c>newc</c> format (cpio(5), "New ASCII Format"). The bytes are hostile: what is corrupt ends the list.</summary>
internal static class CpioReader
{
    private const int HeaderSize = 110;
    private const int FieldLength = 8;
    private const int ModeField = 1;
    private const int SizeField = 6;
    private const int NameField = 11;
    private const uint TypeMask = 0xf000;
    private const uint Directory = 0x4000;

    private static ReadOnlySpan<byte> Magic => "070701"u8;

    /// <summary>The entries in order; false when the archive is cut or corrupt, with the entries before that place.</summary>
    public static bool TryList(ReadOnlySpan<byte> archive, out List<CpioEntry> entries)
    {
        entries = [];
        while (!archive.IsEmpty)
        {
            if (archive.Length < HeaderSize || !archive.StartsWith(Magic)
                || !TryField(archive, ModeField, out uint mode) || !TryField(archive, SizeField, out uint size) || !TryField(archive, NameField, out uint nameSize))
                return false;
            long content = Align(HeaderSize + (long)nameSize);
            long next = Align(content + size);
            if (nameSize == 0 || content > archive.Length || content + size > archive.Length)
                return false;
            string name = Encoding.UTF8.GetString(archive.Slice(HeaderSize, (int)nameSize - 1));
            if (name == "TRAILER!!!")
                return true;
            entries.Add(new CpioEntry(name, (mode & TypeMask) == Directory, size));
            archive = archive[(int)Math.Min(next, archive.Length)..];
        }
        return entries.Count == 0;
    }

    /// <summary>Fields are hexadecimal; positions are multiples of four because the archive's start is one.</summary>
    private static bool TryField(ReadOnlySpan<byte> header, int index, out uint value) =>
        uint.TryParse(header.Slice(Magic.Length + index * FieldLength, FieldLength), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);

    private static long Align(long offset) => (offset + 3) & ~3L;
}

using System.Runtime.InteropServices;
using Hermit.Tasks.Diagnostics;
using LibObjectFile.Elf;

namespace Hermit.Tasks.Objects;

/// <summary>
/// Reads ELF64 little-endian files into LibObjectFile's model. The bytes are hostile: <see cref="ObjectChecks"/> passes
/// over them first, so that the library meets no table that lies outside the file and no name that is a trap.
/// </summary>
public static class ObjectReader
{
    /// <summary>True when <paramref name="data"/> starts with the ELF magic.</summary>
    public static bool IsElf(ReadOnlySpan<byte> data) => data.StartsWith("\u007fELF"u8);

    /// <summary>
    /// Reads a file that is already in memory. Sections are <see cref="BytesSection"/>s, which refer to
    /// <paramref name="data"/> and do not copy it, except for zeroed data and string tables.
    /// </summary>
    /// <returns>The file, or null when it is unusable; then <paramref name="diagnostics"/> has the errors.</returns>
    public static ElfFile? Read(ReadOnlyMemory<byte> data, string path, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        if (!new ObjectChecks(data, path, diagnostics).Pass())
            return null;
        ElfFile? file = null;
        bool isRead = ObjectLibrary.Read(ErrorCodes.CorruptElf, path, diagnostics, () =>
        {
            var options = new ElfReaderOptions { TryCreateSection = (type, _) => IsDecoded(type) ? null! : new BytesSection(type, data) };
            ElfFile.TryRead(OpenStream(data), out file, out LibObjectFile.Diagnostics.DiagnosticBag? findings, options);
            return findings!;
        });
        return isRead ? file : null;
    }

    /// <summary>Null sections and zeroed data have no bytes; names of sections are what the library decodes.</summary>
    private static bool IsDecoded(ElfSectionType type) => type is ElfSectionType.Null or ElfSectionType.NoBits or ElfSectionType.StringTable;

    internal static MemoryStream OpenStream(ReadOnlyMemory<byte> data) =>
        MemoryMarshal.TryGetArray(data, out ArraySegment<byte> array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(data.ToArray(), writable: false);
}

using System.Buffers.Binary;
using System.Buffers.Text;
using Hermit.Tasks.Diagnostics;
using LibObjectFile.Ar;

namespace Hermit.Tasks.Objects;

/// <summary>
/// Reads archives with a System V symbol table and GNU long names through LibObjectFile, members as bytes. The bytes are
/// hostile: sizes and the symbol table are checked first, because the library allocates what a header says.
/// </summary>
public sealed class ArchiveReader
{
    // ar(5): a header of 60 bytes, in which the name has 16, the size ten from 48 on, and two that end it.
    private const int HeaderSize = 60;
    private const int NameLength = 16;
    private const int SizeOffset = 48;
    private const int SizeLength = 10;

    private readonly ReadOnlyMemory<byte> _data;
    private readonly string _path;
    private readonly DiagnosticBag _diagnostics;

    private ArchiveReader(ReadOnlyMemory<byte> data, string path, DiagnosticBag diagnostics)
    {
        _data = data;
        _path = path;
        _diagnostics = diagnostics;
    }

    private static ReadOnlySpan<byte> ThinMagic => "!<thin>\n"u8;

    /// <summary>True when <paramref name="data"/> starts with an archive magic.</summary>
    public static bool IsArchive(ReadOnlySpan<byte> data) => data.StartsWith(ArArchiveFile.Magic) || data.StartsWith(ThinMagic);

    /// <summary>Reads an archive that is in memory; members refer to <paramref name="data"/>.</summary>
    /// <returns>The archive, or null when it is unusable; then <paramref name="diagnostics"/> has the errors.</returns>
    public static Archive? Read(ReadOnlyMemory<byte> data, string path, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        return new ArchiveReader(data, path, diagnostics).Read();
    }

    private Archive? Read()
    {
        if (!CheckMembers())
            return null;
        ArArchiveFile file = null!;
        bool isRead = ObjectLibrary.Read(ErrorCodes.CorruptArchive, _path, _diagnostics, () =>
        {
            var options = new ArArchiveFileReaderOptions(ArArchiveKind.GNU) { ProcessObjectFiles = false, IsReadOnly = true };
            ArArchiveFile.TryRead(ObjectReader.OpenStream(_data), options, out file, out LibObjectFile.Diagnostics.DiagnosticBag findings);
            return findings;
        });
        if (!isRead)
            return null;
        Dictionary<ArFile, ArchiveMember> members = file.Files.Where(entry => !entry.IsSystem).ToDictionary(entry => entry, Member);
        var symbols = new Dictionary<string, ArchiveMember>(StringComparer.Ordinal);
        foreach (ArSymbol symbol in file.SymbolTable?.Symbols ?? [])
        {
            if (!members.TryGetValue(symbol.File, out ArchiveMember? member))
            {
                Fail($"the symbol table says that `{symbol.Name}` is in {symbol.File.Name}", ArArchiveFile.Magic.Length);
                return null;
            }
            symbols.TryAdd(symbol.Name, member);
        }
        return new Archive(_path, [.. members.Values], symbols);
    }

    private ArchiveMember Member(ArFile entry) => new(entry.Name ?? "", _data.Slice((int)entry.Position + HeaderSize, (int)entry.Size));

    private bool CheckMembers()
    {
        ReadOnlySpan<byte> data = _data.Span;
        if (data.StartsWith(ThinMagic))
            return Fail("thin archives are not supported: make the archive without -T", 0);
        if (!data.StartsWith(ArArchiveFile.Magic))
            return Fail("not an archive: it does not start with the ar magic", 0);
        int next;
        for (int offset = ArArchiveFile.Magic.Length; offset < data.Length; offset = next)
        {
            int start = offset + HeaderSize;
            if (start > data.Length)
                return Fail("the archive ends inside a member header", offset);
            ReadOnlySpan<byte> field = data.Slice(offset + SizeOffset, SizeLength).TrimEnd((byte)' ');
            if (!Utf8Parser.TryParse(field, out uint size, out int consumed) || consumed != field.Length)
                return Fail("a member's size is not a number", offset);
            if (size > (uint)(data.Length - start))
                return Fail($"a member of {size} bytes reaches past the end of the archive", offset);
            ReadOnlySpan<byte> name = data.Slice(offset, NameLength).TrimEnd((byte)' ');
            if (name.SequenceEqual("/SYM64/"u8))
                return Fail("an archive with a 64-bit symbol table is not supported", offset);
            if (name.SequenceEqual("/"u8) && !CheckSymbols(data.Slice(start, (int)size), start))
                return false;
            next = start + (int)size + (int)(size & 1);
        }
        return true;
    }

    /// <summary>The table: big-endian count, that many header offsets, that many NUL-terminated names.</summary>
    private bool CheckSymbols(ReadOnlySpan<byte> table, int offset)
    {
        if (table.Length < 4)
            return Fail("the archive's symbol table is shorter than its count", offset);
        uint count = BinaryPrimitives.ReadUInt32BigEndian(table);
        if (count > (uint)(table.Length - 4) / 4)
            return Fail($"the archive's symbol table is too short for {count} symbols", offset);
        ReadOnlySpan<byte> names = table[(4 + 4 * (int)count)..];
        for (uint i = 0; i < count; i++)
        {
            int length = names.IndexOf((byte)0);
            if (length is < 0 or > ObjectChecks.MaximumName)
                return Fail($"the name of symbol {i} of the archive's symbol table has no end", offset);
            names = names[(length + 1)..];
        }
        return true;
    }

    private bool Fail(string message, long offset)
    {
        _diagnostics.Error(ErrorCodes.CorruptArchive, message, _path, offset);
        return false;
    }
}

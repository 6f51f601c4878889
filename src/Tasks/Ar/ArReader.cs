using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;
using Hermit.Tasks.Diagnostics;

namespace Hermit.Tasks.Ar;

/// <summary>Reads archives with a System V symbol table and GNU long names. Bytes are hostile: nothing is thrown.</summary>
public sealed class ArReader
{
    private readonly ReadOnlyMemory<byte> _data;
    private readonly string _path;
    private readonly DiagnosticBag _diagnostics;
    private readonly List<ArMember> _members = [];
    private ReadOnlyMemory<byte> _longNames;
    private ReadOnlyMemory<byte> _symbolTable;

    private ArReader(ReadOnlyMemory<byte> data, string path, DiagnosticBag diagnostics)
    {
        _data = data;
        _path = path;
        _diagnostics = diagnostics;
    }

    /// <summary>True when <paramref name="data"/> starts with an archive magic.</summary>
    public static bool IsArchive(ReadOnlySpan<byte> data) => data.StartsWith(ArFormat.Magic) || data.StartsWith(ArFormat.ThinMagic);

    /// <summary>Reads an archive that is in memory; members refer to <paramref name="data"/>.</summary>
    /// <returns>The archive, or null when it is unusable; then <paramref name="diagnostics"/> has the errors.</returns>
    public static ArFile? Read(ReadOnlyMemory<byte> data, string path, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        return new ArReader(data, path, diagnostics).Read();
    }

    private ArFile? Read()
    {
        if (_data.Span.StartsWith(ArFormat.ThinMagic))
            return Fail("thin archives are not supported: make the archive without -T", 0);
        if (!_data.Span.StartsWith(ArFormat.Magic))
            return Fail("not an archive: it does not start with the ar magic", 0);
        int offset = ArFormat.Magic.Length;
        while (offset < _data.Length)
        {
            int next = ReadMember(offset);
            if (next < 0)
                return null;
            offset = next;
        }
        return ReadSymbols() is { } symbols ? new ArFile(_path, _members, symbols) : null;
    }

    /// <summary>Returns where the next header starts, or -1 after an error.</summary>
    private int ReadMember(int offset)
    {
        if (_data.Length - offset < ArFormat.HeaderSize)
            return FailMember("the archive ends inside a member header", offset);
        ReadOnlySpan<byte> header = _data.Span.Slice(offset, ArFormat.HeaderSize);
        if (!header[ArFormat.EndMarkOffset..].SequenceEqual(ArFormat.EndMark))
            return FailMember("a member header does not end with its end mark", offset);
        ReadOnlySpan<byte> sizeField = header.Slice(ArFormat.SizeOffset, ArFormat.SizeLength).TrimEnd((byte)' ');
        if (!Utf8Parser.TryParse(sizeField, out uint size, out int consumed) || consumed != sizeField.Length)
            return FailMember("a member's size is not a number", offset);
        int start = offset + ArFormat.HeaderSize;
        if (size > (uint)(_data.Length - start))
            return FailMember($"a member of {size} bytes reaches past the end of the archive", offset);

        ReadOnlyMemory<byte> content = _data.Slice(start, (int)size);
        string name = Encoding.UTF8.GetString(header[..ArFormat.NameLength]).TrimEnd(' ');
        switch (name)
        {
            case ArFormat.SymbolTableName:
                _symbolTable = content;
                break;
            case ArFormat.LongNamesName:
                _longNames = content;
                break;
            case ArFormat.SymbolTable64Name:
                return FailMember("an archive with a 64-bit symbol table is not supported", offset);
            default:
                if (!TryResolveName(name, out string resolved))
                    return FailMember($"the member name {name} is not in the long name table", offset);
                _members.Add(new ArMember(resolved, content, offset));
                break;
        }
        return Math.Min(start + (int)size + ((int)size & 1), _data.Length);
    }

    private bool TryResolveName(string name, out string resolved)
    {
        resolved = name.EndsWith('/') ? name[..^1] : name;
        if (name.Length < 2 || name[0] != '/' || !char.IsAsciiDigit(name[1]))
            return true;
        if (!int.TryParse(name.AsSpan(1), out int offset) || offset >= _longNames.Length)
            return false;
        ReadOnlySpan<byte> rest = _longNames.Span[offset..];
        int length = rest.IndexOf((byte)'\n');
        if (length is < 0 or > 4096)
            return false;
        resolved = Encoding.UTF8.GetString(rest[..length]).TrimEnd('/');
        return true;
    }

    /// <summary>The table: big-endian count, that many header offsets, that many NUL-terminated names.</summary>
    private Dictionary<string, int>? ReadSymbols()
    {
        var symbols = new Dictionary<string, int>(StringComparer.Ordinal);
        if (_symbolTable.IsEmpty)
            return symbols;
        ReadOnlySpan<byte> table = _symbolTable.Span;
        if (table.Length < 4)
            return FailSymbols("it is shorter than its count");
        uint count = BinaryPrimitives.ReadUInt32BigEndian(table);
        if (count > (uint)(table.Length - 4) / 4)
            return FailSymbols($"it is too short for {count} symbols");
        var byOffset = new Dictionary<long, int>(_members.Count);
        for (int i = 0; i < _members.Count; i++)
            byOffset[_members[i].HeaderOffset] = i;
        ReadOnlySpan<byte> names = table[(4 + 4 * (int)count)..];
        for (int i = 0; i < count; i++)
        {
            int length = names.IndexOf((byte)0);
            if (length < 0)
                return FailSymbols($"the name of symbol {i} has no end");
            uint offset = BinaryPrimitives.ReadUInt32BigEndian(table[(4 + 4 * i)..]);
            if (!byOffset.TryGetValue(offset, out int member))
                return FailSymbols($"symbol {i} is in no member (offset 0x{offset:x})");
            symbols.TryAdd(Encoding.UTF8.GetString(names[..length]), member);
            names = names[(length + 1)..];
        }
        return symbols;
    }

    private Dictionary<string, int>? FailSymbols(string what)
    {
        Fail($"the archive's symbol table is corrupt: {what}", ArFormat.Magic.Length);
        return null;
    }

    private int FailMember(string message, long offset)
    {
        Fail(message, offset);
        return -1;
    }

    private ArFile? Fail(string message, long offset)
    {
        _diagnostics.Error(ErrorCodes.CorruptArchive, message, _path, offset);
        return null;
    }
}
